#!/bin/sh
# Runs the pipeline and fails if that changed processed/. What it wrote stays there, to be looked at and committed.
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
    echo 'processed/ was out of date: the pipeline has now rewritten it; look at the changes and commit them' >&2
    exit 1
fi
