"""Access and diet."""

from __future__ import annotations

from tests.rules.building import changed_row, found, make_plan, make_programme, may


def test_a_host_names_the_diet_of_everyone_brought_to_it() -> None:
    """Halal does not stand for no_pork; a host that says nothing excludes nobody."""
    programme = changed_row(make_programme(), "participants", "P2", diet=("no_pork",))
    assert found(programme, make_plan(), "diet") == []
    halal = changed_row(programme, "hosts", "austin", diets=("halal",))
    (finding,) = found(halal, make_plan(), "diet")
    assert (finding.who, finding.amount) == (("P2",), 1)
    named = changed_row(programme, "hosts", "austin", diets=("halal", "No_Pork"))
    assert found(named, make_plan(), "diet") == []


def test_hosts_of_phases_together_count() -> None:
    """Everyone is brought to the host of a phase together too."""
    programme = changed_row(make_programme(), "participants", "P5", access=("hearing",))
    programme = changed_row(programme, "hosts", "washington", access=("vision",))
    assert [f.who for f in found(programme, make_plan(), "access")] == [("P5",)]


def test_who_is_not_there_is_not_brought_to_a_host() -> None:
    """A participant who arrives after the stop does not count."""
    programme = changed_row(
        make_programme(), "participants", "P5", access=("hearing",), arrives=may(5, 9)
    )
    programme = changed_row(programme, "hosts", "washington", access=("vision",))
    assert found(programme, make_plan(), "access") == []


def test_step_free_people_are_at_no_place_with_steps() -> None:
    """An offer, and a room, with step_free = no excludes them; an unknown one does not."""
    programme = changed_row(make_programme(), "participants", "P1", access=("step_free",))
    assert found(programme, make_plan(), "access") == []
    offer = changed_row(programme, "offers", "A1", step_free=False)
    assert [(f.who, f.event) for f in found(offer, make_plan(), "access")] == [(("P1",), "E04")]
    room = changed_row(programme, "rooms", "W1", step_free=False)
    assert [(f.who, f.event) for f in found(room, make_plan(), "access")] == [(("P1",), "E01")]
