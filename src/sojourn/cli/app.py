"""The commands and their options."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sojourn import __version__
from sojourn.cli.terminal import (
    BAD_INPUT,
    DONE,
    INTERRUPTED,
    Failure,
    complain,
    counted,
    reason,
    tell_problems,
)

app = typer.Typer(
    name="sojourn",
    help="Plans professional exchange programmes: people, cities, days, sessions and meetings.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Folder = Annotated[
    Path, typer.Argument(help="A programme folder, or a workbook (.xlsx) of one.", metavar="FOLDER")
]
PlanFile = Annotated[
    Path,
    typer.Argument(help="A plan.json, or the directory in which it lies.", metavar="PLAN"),
]


def main() -> None:
    """Run ``sojourn`` with the arguments of the process and end with its exit status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command; returns its exit status and never raises for what a user did."""
    try:
        status = _status(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = DONE
    except KeyboardInterrupt:
        complain("interrupted")
        status = INTERRUPTED
    return status


def _status(arguments: Sequence[str]) -> int:
    try:
        outcome = app(args=list(arguments), prog_name="sojourn", standalone_mode=False)
        return outcome if isinstance(outcome, int) else DONE
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Failure as error:
        complain(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(reason(error))
    except MemoryError:
        complain("not enough memory")
    except Exception as error:
        _explain(error)
    return BAD_INPUT


def _explain(error: Exception) -> None:
    """Tell what is wrong with a call or an input, or that something unforeseen happened."""
    problems = getattr(error, "problems", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return
    if hasattr(error, "format_message"):
        command = getattr(getattr(error, "ctx", None), "command_path", "sojourn")
        complain(f"{error.format_message()} (see {command} --help)")
    elif isinstance(problems, Sequence) and not isinstance(problems, str):
        tell_problems(problems)
        complain(f"{counted(len(problems), 'problem')}; nothing was done")
    elif os.environ.get("SOJOURN_DEBUG"):
        raise error
    else:
        complain(
            f"this should not have happened: {type(error).__name__}: {error} "
            "(SOJOURN_DEBUG=1 shows where)"
        )


def _version(wanted: bool) -> None:
    if wanted:
        print(f"sojourn {__version__}")
        raise typer.Exit(DONE)


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """Plans professional exchange programmes: people, cities, days, sessions and meetings."""


@app.command("plan")
def plan_command(
    folder: Folder,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to write.", metavar="DIR")],
    seconds: Annotated[
        float | None, typer.Option(help="Search for so long; default: by the programme's size.")
    ] = None,
    iterations: Annotated[
        int | None, typer.Option(help="Search so many iterations instead: reproducible.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of every random choice.")] = 1,
    workers: Annotated[
        int | None, typer.Option(help="Processes; default: one for each core.")
    ] = None,
    alternatives: Annotated[
        int | None,
        typer.Option(
            help="Look for so many other plans near the best too (1 to 9), and compare them.",
            metavar="K",
        ),
    ] = None,
) -> None:
    """Plan a programme and write the plan, a page, sheets and calendars.

    With --alternatives K, up to K other plans that are near the best and really
    differ from it are written to DIR/alternatives/2, 3 ..., and compared in
    DIR/alternatives.html. The seconds are for the whole search: each alternative
    has a quarter of the best plan's. Without --seconds, their time comes on top.

    Ctrl-C ends the search and keeps the best plan so far. The exit status is 0
    when no hard finding is left, 3 when some are, 2 for bad input.
    """
    from sojourn.cli.planning import plan

    raise typer.Exit(plan(folder, out, seconds, iterations, seed, workers, alternatives))


@app.command("validate")
def validate_command(folder: Folder) -> None:
    """Tell every problem of a programme folder, each with its file, line and column."""
    from sojourn.cli.checking import validate

    raise typer.Exit(validate(folder))


@app.command("check")
def check_command(
    folder: Folder,
    plan: PlanFile,
    brief: Annotated[
        bool, typer.Option("--brief", help="Count soft findings instead of telling each.")
    ] = False,
) -> None:
    """Check a plan against every rule: findings by rule, hard ones first.

    The exit status is 0 when no hard finding is left, 3 when some are, 2 for bad input.
    """
    from sojourn.cli.checking import check

    raise typer.Exit(check(folder, plan, brief))


@app.command("convert")
def convert_command(
    source: Folder,
    out: Annotated[Path, typer.Argument(help="A workbook (.xlsx) or a folder.", metavar="OUT")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
) -> None:
    """Turn a programme folder into a workbook, or a workbook into a folder."""
    from sojourn.cli.folders import convert

    raise typer.Exit(convert(source, out, force))


@app.command("new")
def new_command(
    directory: Annotated[Path, typer.Argument(help="The folder to make.", metavar="DIR")],
    like: Annotated[
        str,
        typer.Option(
            help="A profile (city-splits, conference), or a programme folder, of which everything "
            "but its participants is taken over.",
            metavar="NAME",
        ),
    ] = "city-splits",
    force: Annotated[bool, typer.Option("--force", help="Write into a folder in use.")] = False,
) -> None:
    """Make a programme folder to start from."""
    from sojourn.cli.folders import new

    raise typer.Exit(new(directory, like, force))


@app.command("show")
def show_command(
    plan: PlanFile,
    folder: Annotated[
        Path | None,
        typer.Option(help="The programme folder, for names and places.", metavar="FOLDER"),
    ] = None,
    group: Annotated[
        str | None, typer.Option(help="The timetable of a group.", metavar="ID")
    ] = None,
    person: Annotated[
        str | None, typer.Option(help="The timetable of a person.", metavar="ID")
    ] = None,
    day: Annotated[
        str | None, typer.Option(help="Everything on a day, such as 2020-04-07.", metavar="DATE")
    ] = None,
) -> None:
    """Show the timetable of a group, a person or a day."""
    from sojourn.cli.showing import show

    raise typer.Exit(show(plan, folder, group, person, day))


@app.command("fit")
def fit_command(
    folder: Folder,
    plan: PlanFile,
    offer: Annotated[str, typer.Option(help="The offer's id in offers.csv.", metavar="ID")],
    as_json: Annotated[bool, typer.Option("--json", help="Write the answer as JSON.")] = False,
) -> None:
    """Tell where an offer, new or changed, would fit into a plan, best first.

    First the days and times at which it fits without moving anything, then the
    days on which it pays to move or replace another visit of the group, then why
    not for the rest. The plan is not changed.
    """
    from sojourn.cli.fitting import fit

    raise typer.Exit(fit(folder, plan, offer, as_json))


@app.command("budget")
def budget_command(
    folder: Folder,
    plan: PlanFile,
    by: Annotated[
        str | None,
        typer.Option(help="category (the default), place, day or person.", metavar="CUT"),
    ] = None,
    xlsx: Annotated[
        Path | None,
        typer.Option(help="Write every cut and every line to a workbook too.", metavar="FILE"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the budget as JSON.")] = False,
) -> None:
    """Tell what a plan costs, and what its budget leaves.

    Lodging and meals by place and month, journeys, local transport, visits and
    fees, for participants, staff and the project. Every cut adds up to the same
    total, to the cent.
    """
    from sojourn.cli.budgeting import budget

    raise typer.Exit(budget(folder, plan, xlsx, by, as_json))
