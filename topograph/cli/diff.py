"""`topograph diff`: what a change did to a host's network."""

from typing import TYPE_CHECKING, Any

import click

from topograph.cli.git import Asked, asked_by_git, text_for_git
from topograph.cli.messages import printable, tell_gaps
from topograph.cli.options import FILE, density_option, remarks, targets_option, theme_option
from topograph.cli.output import TROUBLE, write_outputs
from topograph.cli.sides import SIDES, name_of, read_sides, two_sides
from topograph.cli.targets import formats_by_target
from topograph.cli.terminal import COLOURS, DIFF_STYLES, print_text

if TYPE_CHECKING:
    from topograph.diff import Comparison, Options
    from topograph.facts import Snapshot
    from topograph.render.diff import Subject

__all__ = ["diff"]

DIFFERENT = 1


@click.command()
@click.argument("sources", nargs=-1, type=FILE, metavar="BEFORE [AFTER]")
@targets_option
@click.option(
    "-f",
    "--format",
    "format_name",
    metavar="FORMAT",
    help="The format of stdout (text if left out), or of the one FILE whatever its suffix.",
)
@click.option("--stat", is_flag=True, help="Only numbers on stdout, one line for each host.")
@click.option(
    "--all",
    "all_fields",
    is_flag=True,
    help="Compare all fields, also those that change by themselves, such as counters and ages.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="FIELD",
    help="Leave out what differs in such a field only; a pattern. May be repeated.",
)
@click.option(
    "--across-hosts",
    is_flag=True,
    help="Compare two hosts as twins: what identifies them is no difference.",
)
@click.option(
    "--patch",
    "with_patch",
    is_flag=True,
    help="Put a JSON Patch (RFC 6902) from one snapshot to the other into the JSON.",
)
@density_option
@theme_option
@click.option("--exit-zero", is_flag=True, help="Exit with 0 also if there are differences.")
@click.option("--strict", is_flag=True, help="Exit with 2 if anything could not be compared.")
@click.option("--color", "colour", type=click.Choice(COLOURS), default="auto", show_default=True)
@remarks
def diff(  # noqa: PLR0913, PLR0917 (one argument per option)
    sources: tuple[str, ...],
    targets: tuple[str, ...],
    format_name: str | None,
    stat: bool,
    all_fields: bool,
    ignore: tuple[str, ...],
    across_hosts: bool,
    with_patch: bool,
    density: str,
    theme: str,
    exit_zero: bool,
    strict: bool,
    colour: str,
) -> int:
    """Say what a change did: what differs between two snapshots.

    BEFORE and AFTER are snapshots, reports or recordings, - for stdin, or live for this
    host, which AFTER is if left out. What could not be observed on one side is not told as
    gone, but as unknown.

    \b
    topograph collect -o before.json    ... then make the change, and ask:
    topograph diff before.json
    topograph diff before.json after.json -o diff.html -o diff.md

    Exit status: 0 if nothing differs, 1 if something does, 2 if there is trouble.

    With the arguments that git gives, it is an external diff program for git; that always
    exits with 0.
    """  # noqa: D301 (click wants a real backspace)
    from topograph.diff import Options  # noqa: PLC0415
    from topograph.render.diff import FORMATS, Subject  # noqa: PLC0415
    from topograph.render.diff import Options as RenderOptions  # noqa: PLC0415

    if "" in ignore:
        raise click.UsageError("--ignore '' names no field; as in --ignore mtu")
    options = Options(all_fields=all_fields, ignore=ignore, across_hosts=across_hosts)
    if asked := asked_by_git(sources):
        print_text(_for_git(asked, options, stat), styles=DIFF_STYLES, colour=colour)
        return 0
    before, after = two_sides(sources)
    formats = {}
    if targets or not stat:
        formats = formats_by_target(targets, format_name, FORMATS, of_stdout="text")
    if stat and (format_name is not None or "-" in formats):
        raise click.UsageError("--stat goes to stdout: name files for all else with -o")
    if with_patch and "json" not in formats.values():
        raise click.UsageError("--patch is for JSON: use -f json, or name a file .json with -o")
    snapshots = read_sides(before, after)
    comparison = _compared(snapshots, options, (name_of(before), name_of(after)))
    patch = _patch(snapshots) if with_patch else None
    subject = Subject(comparison, RenderOptions(patch=patch, theme=theme, density=density))
    _write(subject, formats, stat, colour)
    for snapshot, side in zip(snapshots, SIDES, strict=True):
        tell_gaps(snapshot, side)
    if strict and comparison.diff.unknown:
        return TROUBLE
    return DIFFERENT if comparison.diff.entries and not exit_zero else 0


def _compared(
    snapshots: "tuple[Snapshot, Snapshot]", options: "Options", names: tuple[str, str]
) -> "Comparison":
    from topograph.diff import compare  # noqa: PLC0415

    return compare(*snapshots, options, names)


def _patch(snapshots: "tuple[Snapshot, Snapshot]") -> list[dict[str, Any]]:
    import msgspec  # noqa: PLC0415

    from topograph.diff.patch import json_patch  # noqa: PLC0415
    from topograph.snapshot import encode  # noqa: PLC0415

    before, after = (msgspec.json.decode(encode(snapshot)) for snapshot in snapshots)
    return json_patch(before, after)


def _write(subject: "Subject", formats: dict[str, str], stat: bool, colour: str) -> None:
    """Write all outputs, text to stdout in colour; nothing unless each could be made."""
    from topograph.render.diff import render  # noqa: PLC0415
    from topograph.render.diff.stat import diff_stat  # noqa: PLC0415

    outputs = {target: render(subject, name) for target, name in formats.items()}
    text = outputs.pop("-").decode() if formats.get("-") == "text" else ""
    write_outputs(outputs)
    text = diff_stat(subject.diff) if stat else text
    if text:
        print_text(printable(text), styles=DIFF_STYLES, colour=colour)


def _for_git(asked: Asked, options: "Options", stat: bool) -> str:
    from topograph.render.diff.stat import diff_stat  # noqa: PLC0415
    from topograph.render.diff.text import diff_text  # noqa: PLC0415

    def differences(asked: Asked, old: str, new: str) -> str:
        found = _compared(read_sides(old, new), options, asked.names).diff
        return diff_stat(found) if stat else diff_text(found)

    return printable(text_for_git(asked, differences))
