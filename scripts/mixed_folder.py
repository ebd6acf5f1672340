#!/usr/bin/env python3
"""Makes a folder of 10,000 good and 1,000 bad inputs of all kinds, and checks that a run published or reported each.

    scripts/mixed_folder.py make FOLDER
    annals pipeline --raw FOLDER --out OUT 2> LOG
    scripts/mixed_folder.py check FOLDER OUT
"""

import csv
import gzip
import io
import json
import pathlib
import sys
import zipfile

GOOD, BAD = 10_000, 1_000
IN_COLLECTION = 100


def words(number):
    return f"Mill number {number} in Elmford was opened on {1 + number % 28} May {1850 + number % 100}."


def page(number):
    text = words(number)
    return f"<html><body><article><h1>Mill {number}</h1><p>{text}</p></article></body></html>"


def line(number):
    return json.dumps({"id": f"r{number}", "text": words(number)}) + "\n"


def item(number):
    return f"<item><guid>i{number}</guid><title>Mill {number}</title><description>{words(number)}</description></item>\n"


def answer(number):
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page(number)}"
    head = f"WARC-Type: response\r\nWARC-Target-URI: https://mill.example/{number}\r\nContent-Length: {len(body)}"
    return f"WARC/1.0\r\n{head}\r\n\r\n{body}\r\n\r\n"


def bad_file(number):
    kinds = [
        ("md", b"---\nauthr: x\n---\nIt rained.\n"),
        ("txt", b"\0\1\2\3" * 50),
        ("pdf", b"%PDF-1.4"),
        ("html", b"<div>" * 5_000),
        ("zip", b"no archive"),
        ("warc", b"no archive"),
        ("rss", b'<!DOCTYPE r [<!ENTITY a "aa">]><rss><item><title>&a;</title></item></rss>'),
        ("jsonl", b'{"text": "half \\ud800"}\n'),
        ("jsonl.gz", b"not packed"),
        ("mhtml", b"Content-Type: text/plain\r\n\r\nIt rained."),
    ]
    extension, data = kinds[number % len(kinds)]
    return f"bad{number}.{extension}", data


def make(folder):
    folder.mkdir(parents=True)
    share = GOOD // 5
    for number in range(share):
        (folder / f"text{number}.md").write_text(words(number) + "\n")
        (folder / f"page{number}.html").write_text(page(number + share))
    for first in range(2 * share, GOOD, IN_COLLECTION):
        numbers = range(first, first + IN_COLLECTION)
        match first // IN_COLLECTION % 4:
            case 0:
                data = "".join(map(line, numbers)).encode()
                (folder / f"lines{first}.jsonl").write_bytes(data)
            case 1:
                data = "<rss><channel>\n" + "".join(map(item, numbers)) + "</channel></rss>"
                (folder / f"feed{first}.rss").write_text(data)
            case 2:
                data = gzip.compress("".join(map(answer, numbers)).encode())
                (folder / f"crawl{first}.warc.gz").write_bytes(data)
            case _:
                box = io.BytesIO()
                with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
                    for number in numbers:
                        archive.writestr(f"file{number}.txt", words(number))
                (folder / f"box{first}.zip").write_bytes(box.getvalue())
    for number in range(BAD):
        name, data = bad_file(number)
        (folder / name).write_bytes(data)


def check(folder, out):
    csv.field_size_limit(1 << 30)
    with open(out / "articles.csv", newline="", encoding="utf-8-sig") as file:
        published = [row for row in csv.DictReader(file) if not row["path"].startswith("bad")]
    with open(out / "findings.csv", newline="", encoding="utf-8-sig") as file:
        messages = " ".join(row["message"] for row in csv.DictReader(file))
    names = [name for name, _ in map(bad_file, range(BAD))]
    unreported = [name for name in names if name + ":" not in messages and name + "/" not in messages]
    print(f"published {len(published)} of {GOOD}; reported {BAD - len(unreported)} of {BAD}", unreported[:5])
    return len(published) == GOOD and not unreported


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(pathlib.Path(sys.argv[2]))
    else:
        sys.exit(not check(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])))
