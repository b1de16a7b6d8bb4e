"""The generated pages of the reference."""

from __future__ import annotations

import re
from pathlib import Path

from docs.generate import pages

from sojourn.rules import CATALOGUE

ROOT = Path(__file__).parents[2]


def test_generated_pages_are_up_to_date() -> None:
    """What stands in docs/reference is what the code says; `make docs` writes it anew."""
    for path, text in pages().items():
        assert path.read_text(encoding="utf-8") == text, f"run `make docs`: {path.name} is old"


def test_every_rule_is_listed_once() -> None:
    """The page of the rules has one row for each rule of the catalogue."""
    text = (ROOT / "docs/reference/rules.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(CATALOGUE)


def test_links_between_pages_lead_somewhere() -> None:
    """Every relative link of README, CONTRIBUTING and docs points to a file that exists."""
    pages_with_links = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")]
    for page in pages_with_links:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
