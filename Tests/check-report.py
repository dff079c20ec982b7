"""Looks at a folder of reports from outside: python3 Tests/check-report.py FOLDER

Renders every Vega-Lite specification with PyPI's vl-convert-python, and opens every page in Chromium at
the width of a desk and of a phone, where nothing may be written to the console. What is not
installed is skipped, and said to be.
"""

import json
import pathlib
import shutil
import subprocess
import sys

folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "Reports/emergency-department")
pages = sorted(folder.glob("*.html"))
failures = []

if not pages:
    failures.append("there is no page")
for page in pages:
    size = page.stat().st_size
    print(f"{page}: {size:,} bytes")
    if size > 2_000_000:
        failures.append(f"{page.name} has more than 2 MB")

charts = sorted((folder / "charts").glob("*.vl.json"))
if not charts:
    failures.append("there are no charts")
try:
    import vl_convert
except ImportError:
    vl_convert = None
    print("vl-convert-python is not installed: specifications are not rendered")
for chart in charts:
    specification = json.loads(chart.read_text(encoding="utf-8"))
    if not specification["data"]["values"]:
        failures.append(f"{chart.name}: no data")
    if vl_convert is None:
        continue
    try:
        svg = vl_convert.vegalite_to_svg(specification, vl_version="5.21")
    except Exception as error:  # what the renderer says is all we need
        failures.append(f"{chart.name}: {error}")
        continue
    if "role-mark" not in svg or svg.count("<path") < 2:
        failures.append(f"{chart.name}: rendered without marks")
print(f"{len(charts)} specifications")

browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if browser is None:
    print("chromium is not installed: no page is opened")
    pages = []
for page in pages:
    for width in (1200, 390):
        result = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
             f"--window-size={width},2000", "--virtual-time-budget=3000", "--dump-dom",
             page.resolve().as_uri()],
            capture_output=True, text=True, timeout=120)
        console = [line for line in result.stderr.splitlines() if ":CONSOLE" in line]
        failures += [f"{page.name} at {width} pixels: {line}" for line in console]
        if "</html>" not in result.stdout:
            failures.append(f"{page.name} at {width} pixels: the page was not read")
    print(f"{page.name} was opened in {browser}")

for failure in failures:
    print("FAILED", failure)
sys.exit(1 if failures else 0)
