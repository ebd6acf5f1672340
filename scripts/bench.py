#!/usr/bin/env python3
"""bench.py [ARTICLES]: measures the speed of the pipeline on a synthetic corpus, with one thread and with all.

Generates the corpus (the same for the same number of articles), runs `annals pipeline` over it three times for each
number of threads, and prints the best run: seconds, megabytes of article files per second, the ratio to the time of
only reading the files, the peak memory, and the seconds of each stage. Fails if the runs publish different bytes.
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
    """Generates the articles and returns their folder."""
    folder = FOLDER / "corpus"
    shutil.rmtree(FOLDER, ignore_errors=True)
    folder.parent.mkdir(parents=True)
    generate = ["cargo", "run", "--release", "--quiet", "-p", "annals-synth", "--"]
    generate += ["--articles", str(articles), "--seed", "1", "--out", str(folder)]
    if subprocess.run(generate, cwd=ROOT, stdout=sys.stderr).returncode != 0:
        fail("the generator failed")
    return folder / "raw"


def read(folder):
    """Returns the seconds that only reading the files takes."""
    began = time.perf_counter()
    for path in folder.iterdir():
        path.read_bytes()
    return time.perf_counter() - began


def run(command):
    """Runs the pipeline and returns its seconds, its peak memory in megabytes, and the times of its stages."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    lines = list(process.stderr)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    # The status 1 means findings that count as failures: some are planted.
    if process.returncode not in (0, 1):
        fail(f"annals pipeline ended with {process.returncode}: {''.join(lines[-5:])}")
    # "time   3.10 s   ingest 1.00 s, read 1.50 s, …"
    stages = next((line.split(" s ", 1)[1].strip() for line in lines if line.startswith("time ")), "")
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, used.ru_maxrss * unit / 1e6, stages


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
    reading = min(read(raw) for _ in range(RUNS))
    print(f"{'threads':>8}{'seconds':>10}{'MB/s':>8}{'× reading':>11}{'memory MB':>12}   stages")
    digests = set()
    for threads in sorted({1, os.cpu_count() or 1}):
        runs = []
        for number in range(RUNS):
            out = FOLDER / f"processed-{threads}-{number}"
            command = [annals, "pipeline", "--raw", str(raw), "--out", str(out), "--threads", str(threads)]
            runs.append(run(command))
            digests.add(digest(out))
            shutil.rmtree(out)
        seconds, memory, stages = min(runs)
        speed, ratio = size / 1e6 / seconds, seconds / reading
        print(f"{threads:>8}{seconds:>10.2f}{speed:>8.1f}{ratio:>11.1f}{memory:>12.0f}   {stages}", flush=True)
    if len(digests) > 1:
        print("bench: the datasets differ from run to run", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
