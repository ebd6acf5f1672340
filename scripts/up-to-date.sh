#!/bin/sh
# Runs the pipeline and fails if that changes processed/. The new files stay there for review.
set -eu
cd "$(dirname -- "$0")/.."

before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
mkdir "$before/processed"
if [ -d processed ]; then
    cp -R processed/. "$before/processed/"
fi

cargo run --release --quiet -- pipeline

if diff -rq "$before/processed" processed >&2; then
    echo 'processed/ is up to date'
else
    echo 'processed/ was out of date; the pipeline has written it again: review and commit the changes' >&2
    exit 1
fi
