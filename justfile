# The recipes people and CI use. `./just RECIPE` runs them where `just` itself is not installed.

set positional-arguments := true

# In CI the lock file is the law; at home cargo may update it.
locked := if env_var_or_default("CI", "") == "" { "" } else { "--locked" }
annals := "cargo run --release --quiet " + locked + " --"

# list the recipes
default:
    @{{ just_executable() }} --justfile {{ quote(justfile()) }} --list --unsorted

# raw/ and knowledge/ → processed/
pipeline *ARGS: build
    {{ annals }} pipeline "$@"

# what the program reads in one article, drawn under its own lines
read FILE *ARGS: build
    {{ annals }} check "$@"

# every test of every crate (phrases, examples of rules, schemas and whole corpora are among them)
test *ARGS:
    cargo test --workspace {{ locked }} "$@"

# all that a pull request must pass
check: lint test docs deny up-to-date
    @echo 'check: all passed'

# measure the speed of the pipeline on synthetic articles, on one thread and on all, and of the date reader
bench ARTICLES='20000': build && bench-dates
    python3 -B scripts/bench.py "$1"

# measure the speed of the date reader beside a plain search for words, on the *.jsonl, *.txt and *.md of a folder or else on made-up texts
bench-dates *FOLDER:
    cargo run --release --quiet {{ locked }} -p annals-timex --example speed -- \
        {{ quote(justfile_directory() / 'knowledge/languages/en') }} \
        {{ if FOLDER == '' { '' } else { quote(join(invocation_directory(), FOLDER)) } }}

# run the pipeline once over very many synthetic articles: seconds of each stage, and memory, which is to stay below 2 GiB
bench-scale ARTICLES='100000': build
    python3 -B scripts/bench_scale.py "$1"

# measure whether the time that an article takes grows as its text does, from 1 kB to 20 MB
bench-sizes MEGABYTES='20': build
    python3 -B scripts/bench_sizes.py "$1"

# score `annals dates` against gold time expressions (a folder with *.jsonl documents and a score.py), then eval-events
eval FOLDER: build && eval-events
    python3 -B scripts/eval.py {{ quote(join(invocation_directory(), FOLDER)) }}

# score linking and findings on synthetic articles in which contradictions, copies, series and traps are planted
eval-events ARTICLES='1800' SEED='11': build
    python3 -B scripts/eval_events.py "$1" "$2"

# feed a reader arbitrary bytes: a target of fuzz/ (or all of them), and seconds for each
fuzz TARGET='all' SECONDS='60':
    sh scripts/fuzz.sh "$1" "$2"

# lay out the code
fmt:
    cargo fmt --all
    cargo fmt --manifest-path fuzz/Cargo.toml

# layout and clippy, warnings denied (but tests may stop at what surprises them)
lint:
    cargo fmt --all --check
    cargo fmt --manifest-path fuzz/Cargo.toml --check
    cargo clippy --workspace {{ locked }} -- -D warnings
    cargo clippy --workspace --all-targets {{ locked }} -- -D warnings \
        -A clippy::unwrap_used -A clippy::expect_used -A clippy::panic -A unreachable_pub

# write the page of rules anew
rules: build
    {{ annals }} explain --page > RULES.md

# the API documentation, warnings denied
docs:
    RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps {{ locked }}

# licences, bans and sources of the dependencies (advisories change without the code: CI looks at them daily)
deny:
    @if cargo deny --version >/dev/null 2>&1; then \
        set -x; cargo deny --workspace {{ locked }} check bans licenses sources; \
    else \
        echo 'deny: SKIPPED, cargo-deny is not installed (cargo install --locked cargo-deny)' >&2; \
    fi

# processed/ is what the pipeline makes of raw/ and knowledge/
up-to-date: build
    sh scripts/up-to-date.sh

[private]
build:
    cargo build --release {{ locked }}
