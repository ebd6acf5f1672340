#!/usr/bin/env python3
"""eval.py FOLDER: scores `annals dates` against gold time expressions.

FOLDER holds *.jsonl files, one document a line, {"doc", "dct", "text", "timex": [{"start", "end", "type", "value"}]}
with offsets in code points, and score.py, called as `score.py GOLD PRED`. Each document is read by itself, with
its `dct` as the reference date. The predictions stay in work/eval/ for comparison. The table at the end has a row for
all documents, for those on even and on odd lines (from 0), and for every fourth ("unseen"): develop on the others, and
use that quarter for measurement only.

The program is built first, unless ANNALS names the binary to run.
"""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from program import program

ROOT = Path(__file__).resolve().parent.parent


def fail(message):
    print(f"eval: {message}", file=sys.stderr)
    sys.exit(2)


def read(annals, document):
    """Returns the time expressions that the program finds in a document, in the format of the gold."""
    command = [annals, "dates", "-"]
    if document.get("dct"):
        command += ["--reference-date", document["dct"]]
    run = subprocess.run(command, input=document["text"].encode(), capture_output=True, cwd=ROOT)
    if run.returncode != 0:
        fail(f"{document['doc']}: annals dates ended with {run.returncode}: {run.stderr.decode(errors='replace')}")
    found = map(json.loads, run.stdout.decode().splitlines())
    timex = [{key: expression.get(key) for key in ("start", "end", "type", "value")} for expression in found]
    return {"doc": document["doc"], "timex": timex}


def table_row(score, gold, pred):
    """Returns the F1 scores of the predictions, as the scorer prints them."""
    command = [sys.executable, "-B", str(score), str(gold), str(pred), "--tsv"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        fail("expected one argument, a folder with *.jsonl documents and a score.py")
    folder = Path(arguments[0])
    golds, score = sorted(folder.glob("*.jsonl")), folder / "score.py"
    if not golds or not score.is_file():
        fail(f"{folder}: expected *.jsonl documents and a score.py")

    annals = program()
    out = ROOT / "work" / "eval"
    out.mkdir(parents=True, exist_ok=True)
    summary = []
    for gold in golds:
        documents = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        began = time.perf_counter()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            predictions = list(pool.map(lambda document: read(annals, document), documents))
        seconds = time.perf_counter() - began

        pred = out / gold.name
        with pred.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(prediction, ensure_ascii=False) + "\n" for prediction in predictions)

        scorer = [sys.executable, "-B", str(score), str(gold), str(pred)]
        print(f"{gold.stem}: {len(documents)} documents, {seconds:.1f} s", flush=True)
        subprocess.run(scorer, check=True)
        print(flush=True)
        summary.append((gold.stem, *table_row(score, gold, pred)))
        for name, some in (("even", documents[::2]), ("odd", documents[1::2]), ("unseen", documents[3::4])):
            part = out / f"{gold.stem}.{name}"
            with part.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(document, ensure_ascii=False) + "\n" for document in some)
            summary.append((f"  {name}", *table_row(score, part, pred)))

    head = ("F1", "strict", "relaxed", "value", "strict DATE", "relaxed DATE", "value DATE")
    width = max(len(row[0]) for row in summary)
    for row in (head, *summary):
        print(row[0].ljust(width), *(cell.rjust(12) for cell in row[1:]))


if __name__ == "__main__":
    main(sys.argv[1:])
