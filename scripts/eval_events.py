#!/usr/bin/env python3
"""eval_events.py [ARTICLES] [SEED]: scores linking and findings on generated articles with known ground truth.

Generates corpora with tools/synth, runs `annals pipeline` over each, and prints

- linking: the share of event statements that were extracted, and for those, the clustering of claims into events as
  B³ precision, recall and F1;
- findings: for each class of planted contradiction, how many were found with the statements that they rest on, and why
  the others were missed (a side was not extracted, the sides were linked to different events, or no rule fired); for
  each rule, how many findings point to a planted contradiction and how many are false alarms;
- false alarms per 1,000 articles where nothing is planted.

The corpora are chronicles of invented countries with planted contradictions, and *scenes*: a few articles each that
test one rule, or one trap for a rule, half of them with an error; and both with no errors at all.
Missed contradictions and false alarms stay in work/eval-events/*/misses.jsonl and alarms.jsonl, next to the corpora.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

from program import program

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "work" / "eval-events"
ARTICLES, SEED, SCENES = 1800, 11, 700
# Scenes in which one article spells a name in another way.
TWO_SPELLINGS = "trap: spellings and ranks"
# Rules about an article itself, and the set of articles for which they are right.
ABOUT_ARTICLES = {"ART001": "unpublished", "ART007": "copies", "ART013": "copies"}


def fail(message):
    print(f"eval-events: {message}", file=sys.stderr)
    sys.exit(2)


def generate(name, options):
    """Generates a corpus and returns its folder."""
    folder = FOLDER / name
    command = ["cargo", "run", "--release", "--quiet", "-p", "annals-synth", "--", "--out", str(folder)]
    for key, value in options.items():
        command += [f"--{key}", str(value)]
    if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        fail(f"the generator failed: {' '.join(command)}")
    return folder


def run(annals, folder):
    """Runs the pipeline over a corpus and returns its datasets by name."""
    out = folder / "processed"
    command = [annals, "pipeline", "--raw", str(folder / "raw"), "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    # The status 1 means findings that count as failures: some are planted.
    if done.returncode not in (0, 1):
        fail(f"annals pipeline ended with {done.returncode}: {done.stderr[-400:]}")
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in out.glob("*.json")}


class Truth:
    """The ground truth about a corpus."""

    def __init__(self, folder):
        self.statements, self.kinds, self.scenes = defaultdict(list), {}, {}
        self.plants, self.unpublished, self.copies = [], set(), set()
        # The articles of each scene with two spellings: a suggestion to merge the two names is right.
        self.spelt = []
        records = defaultdict(list)
        with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                records[record["record"]].append(record)
        events = {event["event_id"]: event for event in records["event"]}
        numbers = defaultdict(list)
        for quantity in records["quantity"]:
            numbers[quantity["event_id"], quantity["article"]].append(quantity)
        for event in events.values():
            self.kinds[event["event_id"]] = event["kind"]
            for statement in event["tellings"]:
                span = (statement["start"], statement["end"])
                self.statements[statement["article"]].append((*span, event["event_id"]))
        for scene in records["scene"]:
            self.scenes[scene["scene"]] = scene["class"]
            if scene["class"] == TWO_SPELLINGS:
                self.spelt.append(set(scene["articles"]))
        for statement in records["statement"]:
            self.kinds[statement["event_id"]] = statement["kind"]
            span = (statement["start"], statement["end"])
            self.statements[statement["article"]].append((*span, statement["event_id"]))
        self.events = len({it[2] for statements in self.statements.values() for it in statements})
        for article in records["article"]:
            if len(article["published"] or "") < 10:
                self.unpublished.add(article["article"])
        for copy in records["copy"]:
            self.copies |= {copy["original"], copy["copy"]}
        for planted in records["contradiction"]:
            event = events[planted["event_id"]]
            sides = []
            for value in planted["values"]:
                stated = [it for it in event["tellings"] if it["article"] in value["articles"]]
                if planted["property"] == "quantity":
                    stated = [it for name in value["articles"] for it in numbers[event["event_id"], name]]
                sides.append([(it["article"], it["start"], it["end"]) for it in stated])
            self.plants.append((planted["property"], sides, planted))
        for defect in records["defect"]:
            side = [(defect["article"], defect["start"], defect["end"])]
            self.plants.append((defect["defect"], [side], defect))
        for plant in records["plant"]:
            sides = defaultdict(list)
            for it in plant["evidence"]:
                sides[it["side"]].append((it["article"], it["start"], it["end"]))
            self.plants.append((plant["class"], list(sides.values()), plant))


def overlaps(one, other):
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def linking(datasets, truth):
    """Pairs claims with statements; returns (found event, true event, claim) of each pair, and the statement count."""
    claims = defaultdict(list)
    for claim in datasets["claims"]:
        span = (claim["start"], claim["end"])
        claims[claim["article_id"]].append((*span, claim["event_id"], claim["claim_id"], claim["kind"]))
    pairs, count = [], 0
    for article, statements in truth.statements.items():
        count += len(statements)
        candidates = []
        for number, (start, end, event) in enumerate(statements):
            for claim in claims[article]:
                common = min(end, claim[1]) - max(start, claim[0])
                if common > 0:
                    # "The 50th anniversary of the founding of X (1936 - 1986)" states two events in the same words.
                    other = claim[4] != truth.kinds[event]
                    candidates.append((other, -common, number, claim, event))
        taken = set()
        for _, _, number, claim, event in sorted(candidates):
            if number not in taken and claim[3] not in taken:
                taken |= {number, claim[3]}
                pairs.append((claim[2], event, claim[3]))
    return pairs, count


def b_cubed(pairs):
    """Returns B³ precision, recall and F1 over pairs (predicted cluster, true cluster)."""
    ours, theirs = Counter(it[0] for it in pairs), Counter(it[1] for it in pairs)
    both = Counter((it[0], it[1]) for it in pairs)
    count = len(pairs) or 1
    precision = sum(number * number / ours[key[0]] for key, number in both.items()) / count
    recall = sum(number * number / theirs[key[1]] for key, number in both.items()) / count
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


class Evidence:
    """The spans of the rows that findings rest on."""

    def __init__(self, datasets):
        self.spans, self.rows = {}, defaultdict(list)
        for name, key in (("claims", "claim_id"), ("quantities", "quantity_id"), ("positions", "position_id"),
                          ("quotations", "quotation_id")):
            for row in datasets[name]:
                self.spans[row[key]] = (row["article_id"], row["start"], row["end"])
                self.rows[row["article_id"]].append((row[key], self.spans[row[key]]))
        self.texts = {}

    def near(self, side):
        return [it for article in {span[0] for span in side} for it in self.rows[article]]

    def read(self, finding, raw):
        """Returns the spans of the rows that a finding names, and of the words that it quotes."""
        found = []
        for row in finding["evidence"]:
            found += [self.spans[row]] if row in self.spans else []
        for quote in finding["quotes"]:
            for article in finding["articles"]:
                text = self.texts.setdefault(article, (raw / f"{article}.md").read_text(encoding="utf-8"))
                at = text.find(quote)
                if at >= 0:
                    found.append((article, at, at + len(quote)))
        return found


def reason(sides, evidence, events, truth):
    """Returns why a contradiction was missed: a side is not extracted, the sides are linked apart, or no rule fired."""
    rows = [{row for row, span in evidence.near(side) if any(overlaps(span, it) for it in side)} for side in sides]
    if not all(rows):
        return "unread"
    ours = [{events[row] for row in side if row in events} for side in rows]
    theirs = [{event for it in side for *span, event in truth.statements[it[0]] if overlaps(it, (it[0], *span))}
              for side in sides]
    return "apart" if set.intersection(*theirs) and all(ours) and not set.intersection(*ours) else "silent"


def judge(datasets, truth, raw):
    """Returns which contradictions were found by which rules, why others were missed, and which findings are false."""
    evidence, by_article = Evidence(datasets), defaultdict(list)
    for number, (_, sides, _) in enumerate(truth.plants):
        for article in {it[0] for side in sides for it in side}:
            by_article[article].append(number)
    found, alarms, right = defaultdict(set), [], Counter()
    for finding in datasets["findings"]:
        rule = finding["rule"]
        if rule in ABOUT_ARTICLES:
            if set(finding["articles"]) <= getattr(truth, ABOUT_ARTICLES[rule]):
                continue
        if rule == "ENT001" and any(set(finding["articles"]) <= articles for articles in truth.spelt):
            right[rule] += 1
            continue
        spans = evidence.read(finding, raw)
        touched = False
        for number in {it for article in finding["articles"] for it in by_article[article]}:
            sides = truth.plants[number][1]
            hit = [any(overlaps(span, it) for span in spans for it in side) for side in sides]
            if all(hit):
                found[number].add(rule)
                touched = True
        if touched:
            right[rule] += 1
        else:
            alarms.append(finding)
    events = {claim["claim_id"]: claim["event_id"] for claim in datasets["claims"]}
    missed = {number: reason(plant[1], evidence, events, truth)
              for number, plant in enumerate(truth.plants) if number not in found}
    return found, missed, alarms, right


def percent(part, whole):
    return f"{100 * part / whole:6.1f} %" if whole else "       –"


def print_linking(name, pairs, statements, truth):
    precision, recall, f1 = b_cubed(pairs)
    print(f"{name:<12}{truth.events:>8}{statements:>10}{percent(len(pairs), statements):>12}"
          f"{precision:>12.4f}{recall:>9.4f}{f1:>9.4f}", flush=True)


def print_kinds(pairs, truth):
    """Prints the linking scores by kind of event, the kinds with the greatest loss first."""
    stated = Counter(truth.kinds[it[2]] for rows in truth.statements.values() for it in rows)
    by_kind = defaultdict(list)
    for pair in pairs:
        by_kind[truth.kinds[pair[1]]].append(pair)
    print(f"\n{'kind':<22}{'stated':>8}{'read':>12}{'precision':>12}{'recall':>9}{'F1':>9}")
    scores = {kind: b_cubed(by_kind[kind]) for kind in stated}
    for kind in sorted(stated, key=lambda it: (scores[it][2] - 1) * stated[it]):
        precision, recall, f1 = scores[kind]
        read = percent(len(by_kind[kind]), stated[kind])
        print(f"{kind:<22}{stated[kind]:>8}{read:>12}{precision:>12.4f}{recall:>9.4f}{f1:>9.4f}")


def print_scenes(pairs, truth):
    """Prints for each class of scenes how many merge different events or split one."""
    by_scene, wrong = defaultdict(list), defaultdict(lambda: [0, 0, 0])
    for pair in pairs:
        scene = pair[1].split("-")[0]
        if scene in truth.scenes:
            by_scene[scene].append(pair)
    for scene, rows in by_scene.items():
        ours, theirs = defaultdict(set), defaultdict(set)
        for predicted, true, _ in rows:
            ours[predicted].add(true)
            theirs[true].add(predicted)
        counts = wrong[truth.scenes[scene]]
        counts[0] += 1
        counts[1] += any(len(it) > 1 for it in ours.values())
        counts[2] += any(len(it) > 1 for it in theirs.values())
    stated, read = Counter(), Counter(truth.scenes.get(it[1].split("-")[0]) for it in pairs)
    stated.update(truth.scenes.get(it[2].split("-")[0]) for rows in truth.statements.values() for it in rows)
    print(f"\n{'events of scenes':<36}{'scenes':>8}{'read':>12}{'merged':>8}{'split':>8}")
    for label in sorted(wrong):
        scenes, merged, split = wrong[label]
        print(f"{label:<36}{scenes:>8}{percent(read[label], stated[label]):>12}{merged:>8}{split:>8}")


def plant_row(outcomes):
    number, got = outcomes.total(), outcomes["found"]
    lost = "".join(f"{outcomes[why]:>8}" for why in ("unread", "apart", "silent"))
    return f"{number:>8}{got:>8}{percent(got, number):>9}{lost}"


def print_findings(results):
    classes, rules, false_alarms, rights = defaultdict(list), defaultdict(Counter), Counter(), Counter()
    for truth, (found, missed, alarms, right) in results:
        rights += right
        false_alarms += Counter(it["rule"] for it in alarms)
        for number, (label, _, _) in enumerate(truth.plants):
            classes[label].append(missed.get(number, "found"))
            rules[label] += Counter(found.get(number, ()))
    head = "".join(f"{it:>8}" for it in ("unread", "apart", "silent"))
    print(f"\n{'planted':<22}{'number':>8}{'found':>8}{'':>9}{head}   found by")
    for label in sorted(classes):
        outcomes = Counter(classes[label])
        by = ", ".join(f"{rule} {count}" for rule, count in rules[label].most_common())
        print(f"{label:<22}{plant_row(outcomes)}   {by}")
    print(f"{'all':<22}{plant_row(Counter(it for outcomes in classes.values() for it in outcomes))}")
    print(f"\n{'rule':<10}{'findings of plants':>20}{'false alarms':>14}")
    for rule in sorted(set(rights) | set(false_alarms)):
        print(f"{rule:<10}{rights[rule]:>20}{false_alarms[rule]:>14}")


def main(arguments):
    if len(arguments) > 2 or not all(it.isdigit() for it in arguments):
        fail("expected at most two numbers: of articles, and the seed")
    articles, seed = (list(map(int, arguments)) + [ARTICLES, SEED][len(arguments):])
    scenes = SCENES * articles // ARTICLES
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    annals = program()
    nothing = {"contradictions": 0, "defects": 0}
    corpora = {
        "chronicle": {"articles": articles, "seed": seed, "contradictions": 0.1, "defects": 0.1},
        # Several corpora, because names would resemble each other in a world of thousands of countries.
        "scenes-1": {"articles": 0, "seed": seed, "scenes": scenes, "planted": 0.5} | nothing,
        "scenes-2": {"articles": 0, "seed": seed + 1, "scenes": scenes, "planted": 0.5} | nothing,
        "scenes-3": {"articles": 0, "seed": seed + 2, "scenes": scenes, "planted": 0.5} | nothing,
        "sound": {"articles": articles, "seed": seed + 1, "scenes": scenes, "planted": 0} | nothing,
    }
    results = []
    print(f"{'corpus':<12}{'events':>8}{'stated':>10}{'read':>12}{'precision':>12}{'recall':>9}{'F1':>9}   (B³)")
    for name, options in corpora.items():
        folder = generate(name, options)
        truth, datasets = Truth(folder), run(annals, folder)
        pairs, statements = linking(datasets, truth)
        print_linking(name, pairs, statements, truth)
        verdict = judge(datasets, truth, folder / "raw")
        missed = [record for number, (_, _, record) in enumerate(truth.plants) if number not in verdict[0]]
        for file, rows in (("alarms.jsonl", verdict[2]), ("misses.jsonl", missed)):
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
            (folder / file).write_text("".join(lines), encoding="utf-8")
        results.append((truth, verdict))
        if name == "sound":
            sound = (verdict[2], len(datasets["articles"]))
            print_kinds(pairs, truth)
            print_scenes(pairs, truth)
    print_findings(results[:-1])
    alarms, count = sound
    rules = ", ".join(f"{rule} {number}" for rule, number in Counter(it["rule"] for it in alarms).most_common())
    above_note = sum(it["severity"] != "note" for it in alarms)
    print(f"\nnothing planted: {len(alarms)} false alarms ({above_note} above a note) in {count} articles,"
          f" {1000 * len(alarms) / count:.2f} in 1,000   {rules}")


if __name__ == "__main__":
    main(sys.argv[1:])
