#!/usr/bin/env python3
"""bench_scale.py [ARTICLES]: one run of the pipeline over very many articles, and whether its memory stays in bounds.

Generates the corpus (100,000 articles, about 250 MB, unless told otherwise), runs `annals pipeline` over it once on
all cores, and prints seconds, articles and megabytes a second, the most memory held, and the seconds of each stage.
Fails if more than 2 GiB of memory were held. What was generated is removed again.
"""

import os
import shutil
import sys

from bench import FOLDER, corpus, fail, run
from program import program

MOST_MEMORY = 2 * 1024**3 / 1e6


def main(arguments):
    articles = arguments[0] if arguments else "100000"
    if len(arguments) > 1 or not articles.isdigit():
        fail("expected one argument at most, a number of articles")
    annals, raw = program(), corpus(articles)
    size = sum(entry.stat().st_size for entry in os.scandir(raw))
    out = FOLDER / "processed"
    seconds, memory, stages = run([annals, "pipeline", "--raw", str(raw), "--out", str(out)])
    written = sum(path.stat().st_size for path in out.iterdir())
    print(f"{articles} articles, {size / 1e6:.1f} MB, into {written / 1e6:.1f} MB of datasets")
    print(f"{seconds:.1f} s, {int(articles) / seconds:.0f} articles/s, {size / 1e6 / seconds:.1f} MB/s")
    print(f"memory {memory:.0f} MB (at most {MOST_MEMORY:.0f} MB)")
    for stage in stages.split(", "):
        print(f"  {stage}")
    shutil.rmtree(FOLDER)
    if memory > MOST_MEMORY:
        fail("the run held more memory than it may")


if __name__ == "__main__":
    main(sys.argv[1:])
