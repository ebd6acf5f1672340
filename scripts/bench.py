#!/usr/bin/env python3
"""bench.py [ARTICLES]: how fast the pipeline runs over a synthetic corpus, on one thread and on all.

Generates the corpus (the same for the same number of articles), runs `annals pipeline` over it three times for each
number of threads, and prints the best run: seconds, megabytes of article files a second, and the most memory held.
Fails if the datasets are not the same, byte for byte, for every run.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from program import program

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "work" / "bench"
RUNS = 3


def fail(message):
    print(f"bench: {message}", file=sys.stderr)
    sys.exit(2)


def corpus(articles):
    """Generates the articles; returns their folder."""
    folder = FOLDER / "corpus"
    shutil.rmtree(FOLDER, ignore_errors=True)
    folder.parent.mkdir(parents=True)
    generate = ["cargo", "run", "--release", "--quiet", "-p", "annals-synth", "--"]
    generate += ["--articles", str(articles), "--seed", "1", "--out", str(folder)]
    if subprocess.run(generate, cwd=ROOT, stdout=sys.stderr).returncode != 0:
        fail("the generator failed")
    return folder / "raw"


def run(command):
    """Runs the pipeline; returns its seconds and the most memory it held, in megabytes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    # 1 says that there are findings that count as failures: some are planted.
    if process.returncode not in (0, 1):
        fail(f"annals pipeline ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, used.ru_maxrss * unit / 1e6


def digest(folder):
    sums = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        sums.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return sums.hexdigest()


def main(arguments):
    articles = arguments[0] if arguments else "20000"
    if len(arguments) > 1 or not articles.isdigit():
        fail("expected one argument at most, a number of articles")
    annals, raw = program(), corpus(articles)
    size = sum(path.stat().st_size for path in raw.iterdir())
    print(f"{articles} articles, {size / 1e6:.1f} MB")
    print(f"{'threads':>8}{'seconds':>10}{'MB/s':>8}{'memory MB':>12}")
    digests = set()
    for threads in sorted({1, os.cpu_count() or 1}):
        runs = []
        for number in range(RUNS):
            out = FOLDER / f"processed-{threads}-{number}"
            command = [annals, "pipeline", "--raw", str(raw), "--out", str(out), "--threads", str(threads), "--quiet"]
            runs.append(run(command))
            digests.add(digest(out))
            shutil.rmtree(out)
        seconds, memory = min(runs)
        print(f"{threads:>8}{seconds:>10.2f}{size / 1e6 / seconds:>8.1f}{memory:>12.0f}", flush=True)
    if len(digests) > 1:
        print("bench: the datasets differ from run to run", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
