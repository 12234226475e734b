"""The page as HTML in a real browser: no outside request, usable by keyboard, on a phone, in the dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, sync_playwright

from dragoman.model import Found, Page
from dragoman.pages.extraction import extract
from dragoman.reading import read_page
from dragoman.reading.loading import load_knowledge
from dragoman.shows.page_html import page_html

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.web,
    pytest.mark.skipif(
        CHROMIUM is None, reason="Debian's chromium is not installed, so no browser was started"
    ),
]

PAGE = """Moscow hosts Beijing's envoy

Russian Foreign Minister Sergei Lavrov met his Chinese counterpart Wang Yi in Moscow on Monday.

"We stand together on this question", Lavrov said.

More news: Ten soups for the winter
More news: Film star leaves series

Lavrov condemned the American sanctions on Iran.
"""


@pytest.fixture(scope="module")
def html_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    knowledge = load_knowledge()
    page = extract(Found(id="envoy.txt", text=PAGE, date="2019-05-13"), knowledge.rules)
    assert isinstance(page, Page)
    path = tmp_path_factory.mktemp("html") / "envoy.html"
    path.write_text(page_html(page.text, read_page(page, knowledge)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield chromium
        chromium.close()


def test_nothing_is_asked_of_the_outside(browser: Browser, html_file: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(html_file.as_uri())
    page.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_a_record_opens_by_keyboard_and_lights_its_words(browser: Browser, html_file: Path) -> None:
    page = browser.new_page()
    page.goto(html_file.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("chip")
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 1
    assert page.locator(".told.lit").count() >= 1
    assert page.locator("details[open]").get_by_text("how real").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("details[open]").count() == 0
    page.close()


def test_a_click_on_the_words_opens_the_record(browser: Browser, html_file: Path) -> None:
    page = browser.new_page()
    page.goto(html_file.as_uri())
    page.locator(".told").first.click()
    assert page.locator("details[open]").count() == 1
    page.close()


def test_fabric_is_marked_and_carries_no_record(browser: Browser, html_file: Path) -> None:
    page = browser.new_page()
    page.goto(html_file.as_uri())
    assert "Ten soups" in page.locator(".fabric").first.inner_text()
    assert page.locator(".fabric.told").count() == 0
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_needs_no_sideways_scrolling_and_text_stands_out(
    browser: Browser, html_file: Path, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page.goto(html_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    ink, paper = (
        page.evaluate(f"getComputedStyle(document.body).{name}") for name in ("color", "backgroundColor")
    )
    assert abs(_lightness(ink) - _lightness(paper)) > 150
    page.close()


def _lightness(rgb: str) -> float:
    red, green, blue = (int(part) for part in rgb.removeprefix("rgb(").rstrip(")").split(","))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
