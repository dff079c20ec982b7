"""Opens replays in a browser: python3 Tests/check-replay.py [KENDALL [MODEL …]]

Makes the replay of each model and the event log of the same replication, opens the page in Chromium
at several moments (by #t= in its address), at the widths of a desk and of a phone, and holds what it
shows against what the log says: who is inside, who has arrived, who has left and how, who is at
which step. Nothing may be written to the console. Without Chromium nothing is opened, and that is
said.
"""

import csv
import datetime
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

kendall = sys.argv[1] if len(sys.argv) > 1 else ".build/release/kendall"
models = sys.argv[2:] or sorted(
    str(path) for path in pathlib.Path("Models").glob("*.json") if "schema" not in path.name)
browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
failures = []
compared = 0
epoch = datetime.datetime(1970, 1, 1)


def milliseconds(text):
    return round((datetime.datetime.fromisoformat(text) - epoch) / datetime.timedelta(milliseconds=1))


def dump(address, width):
    result = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
         f"--window-size={width},2000", "--virtual-time-budget=3000", "--dump-dom", address],
        capture_output=True, text=True, timeout=180)
    return result.stdout, [line for line in result.stderr.splitlines() if ":CONSOLE" in line]


def cases(text, outcomes):
    """By case: when it came, when and how it left, and what it did when."""
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        start = milliseconds(row["start"])
        complete = milliseconds(row["complete"]) if row["complete"] else None
        one = found.setdefault(row["case"], {"start": start, "made": row["activity"] == "made", "rows": []})
        one["rows"].append((row["activity"], start, complete))
    for one in found.values():
        ends = [r for r in one["rows"][1:] if r[0] in outcomes and r[1] == r[2]]
        one["outcome"], one["end"] = ends[-1][:2] if ends else (None, None)
    return list(found.values())


for model in models:
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "replay.html"
        subprocess.run([kendall, "replay", model, "--out", page, "--quiet"], check=True)
        text = page.read_text(encoding="utf-8")
        print(f"{model}: {len(text.encode()):,} bytes")
        if len(text.encode()) > 2_000_000:
            failures.append(f"{model}: the page has more than 2 MB")
        if browser is None:
            continue
        data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)[1])
        log = subprocess.run([kendall, "log", model], check=True, capture_output=True, text=True).stdout
        everybody = cases(log, set(data["outcomes"]) | {"ends as part of another"})
        begin = data["base"] + data["start"]
        length = data["end"] - data["start"]
        # Spots at which nothing happens but the work of one step.
        steps, others = {}, set()
        for spot, name in data["steps"]:
            steps.setdefault(spot, set()).add(name)
        for entity in data["entities"]:
            for code in entity[4::2]:
                if code % 32 >= 12:
                    others.add(data["steps"][code // 32][0])
        worked = {name for case in everybody for name, start, end in case["rows"] if end != start}
        for part in (0, 0.1, 0.37, 0.5, 0.83, 1):
            moment = data["start"] + int(length * part)
            at = data["base"] + moment
            when = (epoch + datetime.timedelta(milliseconds=at)).isoformat(timespec="milliseconds") \
                if data["dated"] else str(moment / 1000)
            dom, console = dump(f"{page.as_uri()}#t={when}", 390 if part == 0.5 else 1200)
            failures += [f"{model} at {when}: {line}" for line in console]
            shown = {k: int(v) for k, v in re.findall(r'<dd id="c-([a-z0-9]+)">(\d+)</dd>', dom)}
            here = [c for c in everybody if c["start"] <= at and (c["end"] is None or c["end"] > at)]
            new = [c for c in everybody if begin <= c["start"] <= at]
            gone = [c for c in everybody if c["end"] is not None and begin <= c["end"] <= at]
            expected = {
                "inside": len(here), "arrived": sum(not c["made"] for c in new),
                "left": sum(c["outcome"] != "ends as part of another" for c in gone)}
            if "made" in shown:
                expected["made"] = sum(c["made"] for c in new)
            if "merged" in shown:
                expected["merged"] = sum(c["outcome"] == "ends as part of another" for c in gone)
            for number, name in enumerate(data["outcomes"]):
                if f"out{number}" in shown:
                    expected[f"out{number}"] = sum(c["outcome"] == name for c in gone)
            for key, value in expected.items():
                compared += 1
                if shown.get(key) != value:
                    failures.append(f"{model} at {when}: {key} is {shown.get(key)}, by the log {value}")
            # Who is at work at each of those.
            rows = dict(re.findall(
                r'<tr data-spot="(\d+)"><th scope="row">[^<]*</th><td>[^<]*</td><td>(\d*)</td>', dom))
            for spot, count in rows.items():
                if int(spot) in others or len(steps[int(spot)]) != 1:
                    continue
                name = next(iter(steps[int(spot)]))
                if name not in worked:
                    continue
                working = sum(
                    any(n == name and s <= at and (e is None or e > at) for n, s, e in c["rows"])
                    for c in here)
                if working or count:
                    compared += 1
                    if working != int(count or 0):
                        failures.append(
                            f"{model} at {when}: {count or 0} at “{name}”, by the log {working}")

print(f"{compared} numbers compared" if browser else "chromium is not installed: no page is opened")
for failure in failures:
    print("FAILED", failure)
sys.exit(1 if failures or (browser and not compared) else 0)
