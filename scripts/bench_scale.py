#!/usr/bin/env python3
"""bench_scale.py [ARTICLES]: runs the pipeline once over many articles and checks its memory.

Generates the corpus (by default 100,000 articles, about 250 MB), runs `annals pipeline` over it once on all cores, and
prints seconds, articles and megabytes per second, the peak memory, and the seconds of each stage. Fails if the peak is
above 2 GiB. Removes the generated files.
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
        fail(f"expected at most {MOST_MEMORY:.0f} MB of memory, found {memory:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
