"""The page's script in a real browser: it runs under the page's own policy, and its counts are those of Python."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pincite.packs.us import load_places
from pincite.reporting.nation_page import PAGE, render_pages, summarize
from pincite.reporting.nation_series import SIGNS, build_series
from unit.reporting import nation_sample as sample

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PROBE = """<pre id="probe"></pre><script>
const seen = [], get = (id) => document.getElementById(id);
for (const _ of document.querySelectorAll("#view option")) {
  get("after").click();
  seen.push({
    id: get("view").selectedOptions[0].dataset.id,
    said: get("said").textContent,
    rows: [...document.querySelectorAll("#state-rows tr")].map((row) =>
      [row.dataset.state, ...[...row.cells].slice(1, -1).map((cell) => Number(cell.textContent.replace(",", "")))]),
    key: [...document.querySelectorAll("#key tr")].map((row) => [...row.cells].map((cell) => cell.textContent)),
    fills: [...document.querySelectorAll(".counties path")].map((path) => path.getAttribute("class")),
  });
}
get("view").value = "0";
get("view").dispatchEvent(new Event("change"));
get("state").value = "GA";
get("state").dispatchEvent(new Event("change"));
const lines = [...document.querySelectorAll("#county-rows tr")];
const counties = lines.map((row) => [...row.cells].map((cell) => cell.textContent));
get("probe").textContent = JSON.stringify({ seen, counties });
</script></body>"""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not BROWSER, reason="no browser is installed")]


def dump(page: Path, folder: Path) -> str:
    """The page's document after its script has run."""
    command = [
        str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000",
        f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def test_the_script_runs_under_the_policy_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / PAGE
    made = render_pages(sample.make_nation(), rubrics=sample.RUBRICS, places=load_places())[PAGE]
    page.write_text(made.replace("</body>", "<script>document.title = 'foreign';</script></body>"), "utf-8")
    seen = dump(page, tmp_path)
    assert '<body class="scripted">' in seen
    assert "<title>foreign" not in seen


def test_script_and_python_count_alike(tmp_path: Path) -> None:
    nation, places = sample.make_nation(), load_places()
    page = tmp_path / PAGE
    made = render_pages(nation, rubrics=sample.RUBRICS, places=places)[PAGE]
    page.write_text(re.sub(r"<meta http-equiv[^>]*>", "", made).replace("</body>", PROBE), "utf-8")
    probed = re.search(r'<pre id="probe">(.*?)</pre>', dump(page, tmp_path), re.DOTALL)
    assert probed is not None
    told = json.loads(html.unescape(probed[1]))
    series = {item.id: item for item in build_series(nation, sample.RUBRICS, places.counties())}
    classes = list(dict.fromkeys(item for one in series.values() for item in one.classes))
    assert {item["id"] for item in told["seen"]} == set(series)
    for item in told["seen"]:
        one = series[item["id"]]
        counts = one.counts(places.counties())
        assert item["said"].split() == summarize(nation, one).split()
        assert item["fills"] == [f"k{classes.index(one.classes[SIGNS.index(sign)])}" for sign in one.packed]
        assert all(row[1:] == [sum(counts[row[0]]), *counts[row[0]]] for row in item["rows"])
        totals = one.totals()
        for row, cells in zip(one.key()[1], item["key"], strict=True):
            assert cells[0].startswith(f"{row.word}{row.total:,} · ")
            assert cells[1:] == [f"{totals[place]:,}" if place >= 0 else "" for place in row.cells]
    assert len(told["counties"]) == 159
    first = told["counties"][0]
    assert first[:2] == ["Appling County, GA", "Yes, in its text, reviewed by a person"]
    assert first[2] == "The Lamp Act speaks for Appling County."
    assert "alert(1)" in first[5]
