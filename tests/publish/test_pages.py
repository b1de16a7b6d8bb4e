"""The page as text: self-contained, escaped, whole."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from sojourn.model import Plan, Programme
from sojourn.publish.agenda import Agenda
from sojourn.publish.pages import fingerprint, page
from sojourn.publish.publish import file_names

VOID = frozenset(("meta", "link", "input", "br", "path", "circle", "rect"))


class Balance(HTMLParser):
    """Collects tags that are opened and not closed, or closed and not opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is to be closed."""
        self.scripts += tag == "script"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost open element, which must be this one."""
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def rendered(programme: Programme, plan: Plan) -> str:
    """The page of a plan."""
    agenda = Agenda(programme, plan)
    return page(agenda, file_names(agenda.people), file_names(g.id for g in plan.groups))


def test_the_page_is_well_formed(programme: Programme, plan: Plan) -> None:
    """Every element is closed where it should be, and there is one script."""
    balance = Balance()
    balance.feed(rendered(programme, plan))
    assert balance.open == []
    assert balance.wrong == []
    assert balance.scripts == 1


def test_what_users_write_is_escaped(programme: Programme, plan: Plan) -> None:
    """Names and titles that look like markup are shown, not run."""
    html = rendered(programme, plan)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "Fatima &lt;b&gt; O&#39;Mithal &amp; Sons" in html
    assert "no lunch &lt;today&gt;" in html


def test_the_page_asks_nothing_of_any_network(programme: Programme, plan: Plan) -> None:
    """There is no address of another place, and the page forbids itself to use one."""
    html = rendered(programme, plan)
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", html) == []
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src &#39;none&#39;" in html
    assert '<meta name="referrer" content="no-referrer">' in html
    assert 'content="noindex' in html


def test_the_page_says_that_it_is_sensitive(programme: Programme, plan: Plan) -> None:
    """The label and the plan's version stand at the top."""
    html = rendered(programme, plan)
    assert "Sensitive: whereabouts of officials." in html
    assert f"Plan {fingerprint(Agenda(programme, plan))}." in html


def test_everyone_and_everything_is_there(programme: Programme, plan: Plan) -> None:
    """Each group, person, event and finding of the plan appears."""
    html = rendered(programme, plan)
    for group in plan.groups:
        assert f'id="group-{group.id}"' in html
    for person in Agenda(programme, plan).people:
        assert f'id="person-{person}"' in html
    for event in plan.events:
        assert event.title.split("<")[0] in html
    assert "Kosovo" in html
    assert "Two from one country." in html


def test_a_plan_without_anything_has_a_page(programme: Programme) -> None:
    """An empty plan, an empty programme and hosts outside the United States give a page."""
    empty = Plan(programme.id, (), ())
    assert "There are no groups." in rendered(programme, empty)
    bare = Programme("bare", "Bare", programme.starts, programme.ends)
    assert "<h1>Bare</h1>" in rendered(bare, Plan("bare", (), ()))


def test_a_plan_abroad_has_a_map(programme: Programme, plan: Plan) -> None:
    """Where hosts lie outside the United States the land around them is drawn."""
    places = {"dc": (48.86, 2.35), "austin": (52.52, 13.4), "denver": (41.9, 12.5), "ny": (51.5, 0)}
    hosts = tuple(
        replace(host, latitude=places[host.id][0], longitude=places[host.id][1])
        for host in programme.hosts
    )
    html = rendered(replace(programme, hosts=hosts), plan)
    assert 'class="land" d="M' in html


def test_the_same_plan_gives_the_same_page(programme: Programme, plan: Plan) -> None:
    """Nothing on the page depends on when it was made."""
    assert rendered(programme, plan) == rendered(programme, plan)
