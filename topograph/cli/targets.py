"""Tell which format goes to which target, from -o and -f."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from topograph.render.formats import Format

__all__ = ["formats_by_target"]


def formats_by_target(
    targets: tuple[str, ...],
    format_name: str | None,
    formats: "Mapping[str, Format]",
    of_stdout: str | None = None,
) -> dict[str, str]:
    """Return the format of each target, in the order given.

    -f is for stdout where that is a target, else for the only file. Before anything is
    collected, all that is wrong with the outputs is told.

    Args:
        targets: paths, and - for stdout; stdout alone if there are none.
        format_name: what -f says.
        formats: those there are.
        of_stdout: the format of stdout if none is named; None if one has to be.
    """
    from topograph.render.formats import find_format, format_of  # noqa: PLC0415

    if format_name is not None:
        find_format(format_name, formats)
    if not targets:
        if format_name is None and of_stdout is None:
            raise click.UsageError("nothing to write: name a file with -o, or a format with -f")
        targets = ("-",)
    _refuse_twins(targets)
    files = [target for target in targets if target != "-"]
    if format_name is not None and len(files) == len(targets) > 1:
        raise click.UsageError("-f names the format of one output: with several, leave it out")
    own = {} if format_name is None else {"-" if "-" in targets else files[0]: format_name}
    if "-" in targets and "-" not in own:
        if of_stdout is None:
            raise click.UsageError("stdout has no suffix: name its format with -f")
        own["-"] = of_stdout
    found = {target: own.get(target) or format_of(target, formats) for target in targets}
    if "-" in found and not find_format(found["-"], formats).is_text and _is_terminal():
        raise click.UsageError(
            f"stdout is a terminal, which cannot show {found['-']}: name a file with -o"
        )
    return found


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _refuse_twins(targets: tuple[str, ...]) -> None:
    seen = set()
    for target in targets:
        place = target if target == "-" else os.path.realpath(target)
        if place in seen:
            raise click.UsageError(f"two outputs to one target: {target}")
        seen.add(place)
