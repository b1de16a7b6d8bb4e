"""A quick assignment of staff to groups: scarce languages first, then somebody for each group."""

from __future__ import annotations

from collections.abc import Sequence

from sojourn.engine.staff.problem import StaffProblem, Task
from sojourn.model import StaffMember


def greedy(problem: StaffProblem) -> tuple[Task, ...]:
    """Tasks for a team of each language of each group, then an escort for who has nobody.

    Languages with the fewest interpreters per group come first; of those who can serve, the one
    with the fewest other tasks does.
    """
    member = {s.id: s for s in problem.members}
    days_off = {s.id: _days_off(problem, s) for s in problem.members}
    choices: dict[str, int] = {}
    served: dict[tuple[str, str], list[Task]] = {}
    escorts: dict[str, list[Task]] = {}
    for task in problem.tasks:
        choices[task.member] = choices.get(task.member, 0) + 1
        for language in task.languages:
            served.setdefault((task.group, language), []).append(task)
        if not task.languages:
            escorts.setdefault(task.group, []).append(task)
    for some in escorts.values():
        some.sort(key=lambda t: member[t.member].role == "interpreter")
    needs = [(g.id, lang) for g in problem.groups for lang in problem.languages[g.id]]
    needs.sort(key=lambda need: (len(served.get(need, ())), need))
    taken: set[str] = set()
    chosen: list[Task] = []
    for need in needs:
        free = [t for t in served.get(need, ()) if t.member not in taken]
        free.sort(key=lambda t: (days_off[t.member], choices[t.member], t.member))
        team = _team(problem, free, member)
        chosen.extend(team)
        taken.update(t.member for t in team)
    accompanied = {t.group for t in chosen}
    for group in sorted(problem.groups, key=lambda g: (g.id in accompanied, -len(g.participants))):
        mine = escorts.get(group.id, [])
        if group.id in accompanied:
            mine = [t for t in mine if member[t.member].role != "interpreter"]
        escort = next((t for t in mine if t.member not in taken), None)
        if escort is not None:
            chosen.append(escort)
            taken.add(escort.member)
    return tuple(chosen)


def _team(
    problem: StaffProblem, free: Sequence[Task], member: dict[str, StaffMember]
) -> list[Task]:
    """Those of `free`, best first, who make a team; as many as there are if they do not suffice."""
    singles = [t for t in free if member[t.member].mode == "consecutive"]
    pairs = [t for t in free if member[t.member].mode == "simultaneous"]
    if len(pairs) >= problem.rule.simultaneous:
        return pairs[: problem.rule.simultaneous]
    if len(singles) >= problem.rule.consecutive:
        return singles[: problem.rule.consecutive]
    return pairs


def _days_off(problem: StaffProblem, member: StaffMember) -> int:
    return sum(length for day, length in problem.days if not member.available(day))
