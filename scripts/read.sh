#!/bin/sh
# read.sh FILE…: shows what the program reads in articles, with the tables in knowledge/ as they are now.
#
# The program is built only if a Rust source is newer than it. A change in knowledge/ needs no build: the program reads
# the folder when it starts. `cargo run` would build it again, because the program also embeds a copy of the folder.
set -eu
cd "$(dirname -- "$0")/.."

target=${CARGO_TARGET_DIR:-target}
program=$target/release/annals
# Says when cargo last found the program up to date: a source may be newer than a program that does not contain it.
stamp=$target/release/.annals-built

set_newest() {
    newest=$program
    if [ -e "$stamp" ] && [ -n "$(find "$stamp" -newer "$program")" ]; then newest=$stamp; fi
}

is_current() {
    [ -x "$program" ] || return 1
    set_newest
    [ -z "$(find Cargo.toml Cargo.lock schemas crates -newer "$newest" -type f \
        ! -path 'crates/*/tests/*' ! -path 'crates/*/examples/*' ! -name '*.md' -print)" ]
}

if ! is_current; then
    cargo build --release --quiet ${LOCKED:+--locked}
    touch "$stamp"
fi
exec "$program" check --knowledge knowledge "$@"
