"""A planner opens the page of a plan from the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.publish.small import make_plan, make_programme

from sojourn.publish import publish

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the small plan on the disk."""
    directory = tmp_path_factory.mktemp("out")
    return publish(make_programme(), make_plan(), directory).page.as_uri()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """Opens the page; afterwards nothing may have been complained of or asked of a network."""
    said: list[str] = []
    contexts = []

    def open_page(anchor: str = "", **settings: object) -> Page:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request",
            lambda request: (
                said.append(request.url) if not request.url.startswith(("file:", "data:")) else None
            ),
        )
        page.goto(address + anchor)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


def luminance(colour: str) -> float:
    """Relative luminance of ``rgb(r, g, b)`` (WCAG 2.2)."""
    channels = [float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


CONTRASTS = """() => {
  const opaque = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(colour) && colour !== "transparent") return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pairs = new Map();
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent.trim();
    const node = texts.currentNode.parentElement;
    if (!text || node.closest("script, style, svg")) continue;
    const pair = [getComputedStyle(node).color, opaque(node)];
    pairs.set(pair.join("|"), [...pair, text.slice(0, 40)]);
  }
  return [...pairs.values()];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_it_opens_in_light_and_dark_wide_and_narrow(opened: Open, scheme: str, width: int) -> None:
    """It opens without a complaint or a request, and nothing sticks out to the right."""
    page = opened(color_scheme=scheme, viewport={"width": width, "height": 900})
    assert page.title() == "A Small Programme"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(opened: Open, scheme: str) -> None:
    """Each text stands out from what is behind it by 4.5 to 1 at least."""
    page = opened(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for colour, behind, text in page.evaluate(CONTRASTS):
        light, dark = sorted((luminance(colour), luminance(behind)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, colour, behind)


def test_the_search_finds_a_person(opened: Open) -> None:
    """Typing a part of a name, without its accents, leaves those whom it fits."""
    page = opened()
    page.get_by_role("searchbox").fill("emile")
    visible = page.locator(".person:visible")
    assert visible.count() == 1
    assert "Émile Modèle" in (visible.text_content() or "")
    assert page.locator("#found").inner_text() == "1 of 9 people"
    page.get_by_role("searchbox").fill("kosovo cities-2")
    assert page.locator(".person:visible").count() == 1
    page.get_by_role("searchbox").fill("")
    assert page.locator(".person:visible").count() == 9


def test_a_name_leads_to_an_itinerary(opened: Open) -> None:
    """Following a member's name opens their itinerary, by the keyboard too."""
    page = opened()
    page.locator(".members a", has_text="Ana Exemplar").focus()
    page.keyboard.press("Enter")
    page.locator("#person-P001[open]").wait_for()
    assert page.get_by_text("08:00 CDT–13:00 EDT").first.is_visible()


def test_it_can_be_read_without_script(opened: Open) -> None:
    """Everything but the search is there when scripts are switched off."""
    page = opened(java_script_enabled=False)
    assert page.locator(".group").count() == 4
    assert page.locator(".person").count() == 9
    assert not page.locator("#search").is_visible()
    page.locator("#person-P001 summary").click()
    assert page.locator("#person-P001 table").is_visible()


def test_it_has_landmarks_and_headings_in_order(opened: Open) -> None:
    """There is one main part, one first heading, and no level of headings is skipped."""
    page = opened()
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("navigation", name="Contents").count() == 1
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    targets = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.getAttribute('href'))"
    )
    assert {target[1:] for target in targets} <= set(ids)


def test_it_prints_with_every_itinerary(opened: Open, tmp_path: Path) -> None:
    """On paper the controls are gone and folded itineraries are open."""
    page = opened()
    page.emulate_media(media="print")
    assert not page.locator("#search").is_visible()
    assert not page.locator(".contents").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".person[open]").count() == 9
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".person[open]").count() == 0
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") >= 5


def test_blocks_of_a_week_show_all_their_text(opened: Open) -> None:
    """No block of a week is too small for what it says."""
    page = opened(viewport={"width": 1200, "height": 900})
    cut = page.evaluate(
        "[...document.querySelectorAll('.block')].filter((b) => "
        "b.scrollHeight > b.clientHeight + 1 || b.scrollWidth > b.clientWidth + 1)"
        ".map((b) => b.textContent)"
    )
    assert cut == []
