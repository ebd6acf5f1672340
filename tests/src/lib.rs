//! Tests of the whole program on whole corpora; see `tests/`.
