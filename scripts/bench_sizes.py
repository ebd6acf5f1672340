#!/usr/bin/env python3
"""bench_sizes.py [MEGABYTES]: measures whether the time for an article is linear in its size.

Generates the text (by default 20 MB), cuts it into articles of 1 kB, 10 kB, … and finally one article with all of it,
and runs `annals pipeline` once over each folder. Prints for each size the number of articles, the seconds, megabytes
per second, and the peak memory. The seconds are about equal if the time is linear.
"""

import shutil
import sys

from bench import FOLDER, corpus, fail, run
from program import program

# The largest article, in megabytes, that the program reads by default (`--max-size`).
LARGEST = 20
# The mean size of a generated article, in bytes.
GENERATED = 2_600


def text_of(raw):
    """Yields the paragraphs of the generated articles without front matter, in the order of the file names."""
    for path in sorted(raw.iterdir()):
        content = path.read_bytes()
        if not content.startswith(b"---\n"):
            continue
        body = content.split(b"\n---\n", 1)[-1]
        yield from (paragraph.strip() for paragraph in body.split(b"\n\n") if paragraph.strip())


def cut(paragraphs, size, folder):
    """Writes articles of about `size` bytes and returns their number."""
    folder.mkdir()
    count, held, length = 0, [], 0

    def write():
        head = f"---\npublished: 2005-03-01\nlanguage: en\ntitle: Part {count}\n---\n".encode()
        (folder / f"part-{count:06}.md").write_bytes(head + b"\n\n".join(held) + b"\n")

    for paragraph in paragraphs:
        if held and length + len(paragraph) > size:
            write()
            count, held, length = count + 1, [], 0
        held.append(paragraph)
        length += len(paragraph) + 2
    if held:
        write()
    return count + 1


def main(arguments):
    megabytes = arguments[0] if arguments else str(LARGEST)
    if len(arguments) > 1 or not megabytes.isdigit() or not 1 <= int(megabytes) <= LARGEST:
        fail(f"expected one argument at most, a number of megabytes, 1 to {LARGEST}")
    # Leaves room for front matter, so that the largest article stays within the bound.
    most = int(megabytes) * 1_000_000 - 1_000
    annals, raw = program(), corpus(str(int(megabytes) * 1_000_000 // GENERATED * 3 // 2))
    paragraphs, length = [], 0
    for paragraph in text_of(raw):
        length += len(paragraph) + 2
        if length > most:
            break
        paragraphs.append(paragraph)
    else:
        fail(f"the generator made only {length / 1e6:.1f} MB of text")
    print(f"{'size of one':>12}{'articles':>10}{'seconds':>10}{'MB/s':>8}{'memory MB':>12}   stages")
    sizes = [1_000 * 10**power for power in range(5) if 1_000 * 10**power < most]
    for size in [*sizes, int(megabytes) * 1_000_000]:
        folder, out = FOLDER / "cut", FOLDER / "processed"
        articles = cut(paragraphs, size, folder)
        seconds, memory, stages = run([annals, "pipeline", "--raw", str(folder), "--out", str(out)])
        name = f"{size // 1000} kB" if size < 1_000_000 else f"{size // 1_000_000} MB"
        print(f"{name:>12}{articles:>10}{seconds:>10.2f}{most / 1e6 / seconds:>8.1f}{memory:>12.0f}   {stages}", flush=True)
        shutil.rmtree(folder)
        shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(FOLDER)


if __name__ == "__main__":
    main(sys.argv[1:])
