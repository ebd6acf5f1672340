# Recipes for development and CI. `./just RECIPE` also runs them where `just` is not installed.

set positional-arguments := true

# CI uses Cargo.lock as it is; elsewhere cargo may update it.
locked := if env_var_or_default("CI", "") == "" { "" } else { "--locked" }
annals := "cargo run --release --quiet " + locked + " --"

# list the recipes
default:
    @{{ just_executable() }} --justfile {{ quote(justfile()) }} --list --unsorted

# read raw/ with knowledge/ and publish processed/
pipeline *ARGS: build
    {{ annals }} pipeline "$@"

# show what the program reads in an article, under its lines (no build after a change in knowledge/)
read FILE *ARGS:
    LOCKED={{ locked }} sh scripts/read.sh "$@"

# run all tests: units, phrases, examples of rules, schemas, whole corpora
test *ARGS:
    cargo test --workspace {{ locked }} "$@"

# run everything that a pull request has to pass
check: lint test docs deny up-to-date
    @echo 'check: all passed'

# measure the speed of the pipeline on synthetic articles, with one thread and with all, and of the date reader
bench ARTICLES='20000': build && bench-dates
    python3 -B scripts/bench.py "$1"

# compare the date reader with a plain search for words, on the *.jsonl, *.txt and *.md of a folder or on generated texts
bench-dates *FOLDER:
    cargo run --release --quiet {{ locked }} -p annals-timex --example speed -- \
        {{ quote(justfile_directory() / 'knowledge/languages/en') }} \
        {{ if FOLDER == '' { '' } else { quote(join(invocation_directory(), FOLDER)) } }}

# run the pipeline once over many synthetic articles: seconds of each stage, and memory (limit: 2 GiB)
bench-scale ARTICLES='100000': build
    python3 -B scripts/bench_scale.py "$1"

# measure whether the time for an article is linear in its size, from 1 kB to 20 MB
bench-sizes MEGABYTES='20': build
    python3 -B scripts/bench_sizes.py "$1"

# score `annals dates` against a folder of gold time expressions (*.jsonl and score.py), then eval-events
eval FOLDER: build && eval-events
    python3 -B scripts/eval.py {{ quote(join(invocation_directory(), FOLDER)) }}

# score linking and findings on synthetic articles with planted contradictions, copies, series and traps
eval-events ARTICLES='1800' SEED='11': build
    python3 -B scripts/eval_events.py "$1" "$2"

# fuzz one target of fuzz/ or all of them, each for some seconds
fuzz TARGET='all' SECONDS='60':
    sh scripts/fuzz.sh "$1" "$2"

# format the code
fmt:
    cargo fmt --all
    cargo fmt --manifest-path fuzz/Cargo.toml

# check format and clippy, warnings denied (tests may use unwrap, expect and panic)
lint:
    cargo fmt --all --check
    cargo fmt --manifest-path fuzz/Cargo.toml --check
    cargo clippy --workspace {{ locked }} -- -D warnings
    cargo clippy --workspace --all-targets {{ locked }} -- -D warnings \
        -A clippy::unwrap_used -A clippy::expect_used -A clippy::panic -A unreachable_pub

# generate RULES.md
rules: build
    {{ annals }} explain --page > RULES.md

# build the API documentation, warnings denied
docs:
    RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps {{ locked }}

# check licences, bans and sources of the dependencies (CI also checks advisories, daily)
deny:
    @if cargo deny --version >/dev/null 2>&1; then \
        set -x; cargo deny --workspace {{ locked }} check bans licenses sources; \
    else \
        echo 'deny: SKIPPED, cargo-deny is not installed (cargo install --locked cargo-deny)' >&2; \
    fi

# check that the committed processed/ is what the pipeline writes
up-to-date: build
    sh scripts/up-to-date.sh

[private]
build:
    cargo build --release {{ locked }}
