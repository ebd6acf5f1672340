#!/bin/sh
# fuzz.sh TARGET|all SECONDS: runs one or all fuzz targets from their seeds, each for some seconds.
set -eu
cd "$(dirname -- "$0")/.."

if ! cargo fuzz --version >/dev/null 2>&1; then
    echo 'fuzz: cargo-fuzz is not installed (cargo install --locked cargo-fuzz)' >&2
    exit 2
fi

targets=$1
if [ "$targets" = all ]; then
    targets=$(cargo +nightly fuzz list)
fi
for target in $targets; do
    mkdir -p "fuzz/corpus/$target"
    # New inputs are written to corpus/, which git ignores; seeds/ is only read.
    cargo +nightly fuzz run "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
        -max_total_time="$2" -max_len=16384 -timeout=10 -print_final_stats=1
done
