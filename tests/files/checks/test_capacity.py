from __future__ import annotations

from pathlib import Path

import pytest
from tests.files.folders import SOUND, put, spoilt

from sojourn import files

TOML = "programme.toml"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            TOML,
            'hosts = ["washington"]',
            'hosts = ["washington", "reno"]',
            "programme.toml:23 phases[1].hosts: a phase together has exactly one host, not 2",
        ),
        (
            TOML,
            "size = [1, 3]",
            "size = [1, 1]",
            "programme.toml:34 phases[2].size: warning: 2 groups of at most 1 cannot hold the 4 "
            "confirmed participants",
        ),
        (
            TOML,
            "size = [1, 3]",
            "size = [3, 5]",
            "programme.toml:34 phases[2].size: warning: 2 groups of at least 3 need more",
        ),
        (
            TOML,
            "groups = 2",
            "groups = 3",
            "programme.toml:36 phases[2].hosts: warning: the candidate hosts receive 2 groups at "
            "once "
            "but there are 3; name more hosts, or raise their groups in hosts.csv",
        ),
        (
            TOML,
            '["austin", "reno"]',
            '["austin", "reno", "new-york"]',
            "programme.toml:36 phases[2].hosts: warning: the candidate host 'new-york'",
        ),
    ],
)
def test_phases_without_room_are_told(
    tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    """Hosts, groups and sizes are compared with the people who are to come."""
    (line,) = (str(p) for p in files.problems(put(tmp_path, spoilt(name, old, new))))
    assert line.startswith(message)


def test_several_groups_at_one_host_are_counted(tmp_path: Path) -> None:
    """A host may receive more than one group at once."""
    changes = spoilt(TOML, "groups = 2", "groups = 3") | spoilt("hosts.csv", "RNO,1", "RNO,2")
    assert files.problems(put(tmp_path, changes)) == ()


def test_a_host_too_small_for_all_is_noticed(tmp_path: Path) -> None:
    """A phase together at a host that receives fewer people is a warning."""
    text = SOUND["hosts.csv"].replace("airport", "participants").replace(",DCA,", ",3,")
    text = text.replace("AUS", "").replace("RNO", "").replace("JFK", "")
    assert [str(p) for p in files.problems(put(tmp_path, {"hosts.csv": text}))] == [
        "programme.toml:23 phases[1].hosts: warning: 'washington' receives 3 participants at "
        "most, but 4 are to come"
    ]


def test_a_programme_needs_a_phase(tmp_path: Path) -> None:
    """Without phases there is nothing to plan."""
    toml = SOUND[TOML].split("[[phases]]")[0]
    kept = ("participants.csv", "hosts.csv")
    changes = {name: None for name in SOUND if name not in kept} | {TOML: toml}
    assert [str(p) for p in files.problems(put(tmp_path, changes))] == [
        "programme.toml phases: the programme has no phase; at least one [[phases]] is expected"
    ]
