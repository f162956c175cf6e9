"""The page in a real browser: a finding leads to its figures, hostile text is inert, nothing is fetched, phones fit."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from export_doubt import in_doubt
from export_fixture import report

from extractor.export.html_out import to_html
from extractor.export.pictures import page_pictures

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def _missing() -> str | None:
    try:
        import selenium
    except ImportError:
        return "selenium is not installed"
    return None if CHROMIUM and DRIVER else "chromium or chromedriver is not installed"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if reason := _missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for argument in (*ARGUMENTS.split(), f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(argument)
    options.binary_location = CHROMIUM or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    still = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": still})
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, hostile in (("good", False), ("bad", True)):
        extraction, document, pdf = report(hostile=hostile, pdf=True)
        (folder / f"{name}.html").write_bytes(to_html(extraction, document, "zh", page_pictures(pdf or b"")))
    return folder


def show(browser: Any, path: Path, width: int = 1440, height: int = 900) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(path.as_uri())


def click(browser: Any, selector: str) -> None:
    browser.find_element("css selector", selector).click()


def lit(browser: Any, root: str = "#text") -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0] + ' .on')].map((e) => e.dataset.n + ' ' + e.textContent)"
    return sorted(browser.execute_script(script, root))


def current_is_visible(browser: Any, root: str = "#text") -> bool:
    return bool(
        browser.execute_script(
            "const box = document.querySelector(arguments[0] + ' .now').getBoundingClientRect();"
            "const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
            "return !!seen && !!seen.closest('.now')",
            root,
        )
    )


def press(browser: Any, key: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(key).perform()


def test_a_finding_lights_all_its_figures_and_scrolls_to_each(browser: Any, pages: Path) -> None:
    show(browser, pages / "good.html", height=500)
    click(browser, "#finding0 .head")
    assert lit(browser) == ["1 54.44", "2 79.78", "3 54.44", "4 146.54", "5 401.21"]
    assert current_is_visible(browser)
    assert "疑误" in browser.find_element("id", "where").text
    assert "79.78 ÷ 146.54 = 54.44 %" in browser.find_element("id", "why").text
    for step in range(2, 6):
        click(browser, "#next")
        assert browser.find_element("id", "count").text == f"{step} / 5"
        assert current_is_visible(browser)
    press(browser, "n")
    assert browser.find_element("id", "count").text == "1 / 5"
    press(browser, "j")
    assert lit(browser) == ["1 401.22", "2 401.21"]
    press(browser, "\ue00c")
    assert lit(browser) == []
    assert not browser.find_element("id", "strip").is_displayed()


def test_the_same_on_the_pictures_of_the_pages(browser: Any, pages: Path) -> None:
    show(browser, pages / "good.html")
    click(browser, "#finding0 .head")
    click(browser, "[data-view=pages]")
    numbers = browser.execute_script("return [...document.querySelectorAll('#pages g.number')].map((e) => e.textContent)")
    assert sorted(numbers) == ["1", "2", "3", "4", "5"]
    click(browser, "#next")
    assert current_is_visible(browser, "#pages")
    image, box = (browser.find_element("css selector", s).rect for s in ("#pages img", "#pages rect.on"))
    assert image["x"] <= box["x"] <= image["x"] + image["width"]


def test_a_figure_in_the_text_opens_its_finding_and_a_table_cell_its_place(browser: Any, pages: Path) -> None:
    show(browser, pages / "good.html")
    browser.execute_script("[...document.querySelectorAll('#text .m')].find((e) => e.textContent === '401.22').click()")
    assert browser.find_element("css selector", "#finding1 .head").get_attribute("aria-expanded") == "true"
    click(browser, "#tab-projects")
    click(browser, ".projects tbody tr:nth-child(2) td:nth-child(3) .go:last-child")
    assert lit(browser) == ["1 79.78"]
    click(browser, ".projects .flagged")
    assert browser.find_element("css selector", "#panel-findings").is_displayed()
    click(browser, "#tab-unclaimed")
    click(browser, "#panel-unclaimed .go")
    assert lit(browser) == ["1 12,480"]


def test_the_tooltip_tells_project_role_number_and_unit(browser: Any, pages: Path) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    show(browser, pages / "good.html")
    figure = browser.find_element("css selector", "#text td .r-executed")
    ActionChains(browser).move_to_element(figure).perform()
    tip = browser.find_element("id", "tip").text
    assert "河道清淤疏浚经费 · 执行数" in tip
    assert "281.43 万元" in tip
    assert "单位来源：表头" in tip


def test_hostile_text_runs_nothing(browser: Any, pages: Path) -> None:
    show(browser, pages / "bad.html")
    for card in browser.find_elements("css selector", ".card .head"):
        card.click()
    for tab in browser.find_elements("css selector", "[role=tab]"):
        tab.click()
    assert browser.execute_script("return window.hacked") is None
    assert "<script>window.hacked=1</script>" in browser.find_element("id", "text").text


def test_nothing_is_requested_and_nothing_is_complained_of(browser: Any, pages: Path) -> None:
    browser.get_log("performance")
    browser.get_log("browser")
    show(browser, pages / "good.html")
    click(browser, "[data-view=pages]")
    click(browser, "#finding0 .head")
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"]
    assert asked
    assert all(url.startswith((pages.as_uri(), "data:")) for url in asked)
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("name", ["good", "bad"])
def test_a_phone_never_scrolls_sideways(browser: Any, pages: Path, name: str) -> None:
    show(browser, pages / f"{name}.html", 390, 844)
    panes = "[document.documentElement, ...document.querySelectorAll('#list, #document')]"
    wide = f"return {panes}.map((e) => e.scrollWidth - e.clientWidth)"
    for tab in browser.find_elements("css selector", "[role=tab]"):
        tab.click()
        assert max(browser.execute_script(wide)) <= 0
    browser.find_element("id", "tab-findings").click()
    click(browser, "#finding0 .head")
    assert browser.find_element("id", "text").is_displayed()
    assert current_is_visible(browser)
    assert max(browser.execute_script(wide)) <= 0
    click(browser, "[data-view=pages]")
    assert current_is_visible(browser, "#pages")
    assert max(browser.execute_script(wide)) <= 0
    click(browser, "#back")
    assert browser.find_element("css selector", "#finding0 .head").is_displayed()


CONTRAST = """
const rgb = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
const part = (v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
const light = (c) => { const [r, g, b] = c.map(part);
  return .2126 * r + .7152 * g + .0722 * b; };
const ground = (e) => { for (; e; e = e.parentElement) {
  const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > .9) return c; }
  return [255, 255, 255, 1]; };
const bad = [];
for (const e of document.querySelectorAll('body *')) {
  const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  if (!own || !e.offsetParent || e.closest('svg, script, style, figure')) continue;
  const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
  const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < 4.5) bad.push(`${e.className || e.tagName}: ${e.textContent.slice(0, 20)} ${ratio.toFixed(2)}`);
}
return [...new Set(bad)];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_in_light_and_dark(browser: Any, pages: Path, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    show(browser, pages / "good.html")
    click(browser, ".books summary")
    click(browser, "#finding0 .head")
    assert browser.execute_script(CONTRAST) == []
    for tab in browser.find_elements("css selector", "[role=tab]"):
        tab.click()
        assert browser.execute_script(CONTRAST) == []


def test_print_shows_findings_and_text_and_no_buttons(browser: Any, pages: Path) -> None:
    show(browser, pages / "good.html")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert all(more.is_displayed() for more in browser.find_elements("css selector", "#panel-findings .more"))
        assert browser.find_element("id", "text").is_displayed()
        assert not browser.find_element("css selector", ".tabs").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_of_a_message_stand_below_one_another(browser: Any, tmp_path: Path, width: int, height: int, scheme: str) -> None:
    extraction, document, _ = report()
    proofs = ("281.43 + 79.78 + 40.00 = 401.21", "54.44 ÷ 146.54 = 37.15%")
    told = extraction.findings[0].model_copy(
        update={"message": f"应为79.78。依据：{proofs[0]}{proofs[1]}另一种可能：改乙。", "proofs": proofs}
    )
    extraction = extraction.model_copy(update={"findings": (told, *extraction.findings[1:])})
    (tmp_path / "lines.html").write_bytes(to_html(extraction, document, "zh", None))
    features = [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    show(browser, tmp_path / "lines.html", width, height)
    script = (
        "return [...document.querySelectorAll('.message')].map((message) => [...message.children].map((line) => {"
        "const box = line.getBoundingClientRect(); return [box.top, box.bottom, box.right]; }))"
    )
    messages = browser.execute_script(script)
    assert max(map(len, messages)) == 4
    for lines in messages:
        assert all(one[1] <= two[0] for one, two in pairwise(lines))
        assert all(right <= width for _, _, right in lines)


INK = """
const done = arguments[arguments.length - 1];
setTimeout(() => done([...document.querySelectorAll('.card')].map((card) => [...card.querySelectorAll('.crop canvas')].map((canvas) => {
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const dark = data.filter((value, at) => at % 4 === 0 && value < 128 && data[at + 3] === 255).length;
  return [canvas.offsetWidth, dark / (data.length / 4)]; }))), 300);
"""


@pytest.mark.parametrize("width", [1440, 390])
def test_a_doubtful_number_is_cut_out_of_its_page(browser: Any, tmp_path: Path, width: int) -> None:
    extraction, document, pdf = report(pdf=True)
    (tmp_path / "scan.html").write_bytes(to_html(in_doubt(extraction), document, "zh", page_pictures(pdf or b"")))
    show(browser, tmp_path / "scan.html", width)
    first, *others = browser.execute_async_script(INK)
    assert [len(cuts) for cuts in (first, *others)].count(0) == len(others)
    ((wide, dark),) = first
    assert 40 < wide < width
    assert 0.01 < dark < 0.5  # print on paper: neither blank nor black
    assert "也可读作：54.14、64.44" in browser.find_element("css selector", "#finding0 .crop").text


def test_a_digital_report_has_no_crops(browser: Any, pages: Path) -> None:
    show(browser, pages / "good.html")
    assert not any(browser.execute_async_script(INK))
