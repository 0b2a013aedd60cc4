"""Say things on stderr, one line each, with nothing in them that a terminal would obey."""

from contextlib import suppress
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from topograph.facts import Gap, Snapshot

__all__ = ["be_quiet", "be_verbose", "one_line", "printable", "say", "tell_gaps"]

QUIET = "topograph.quiet"
MOST_GAPS = 10
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """Replace control characters, text direction marks and lone surrogates; newlines stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else REPLACEMENT for c in text)


def one_line(text: str) -> str:
    """Return text fit for one line of a terminal, whoever wrote it."""
    return printable(" ".join(text.split()))


def say(text: str) -> None:
    """Write one line to stderr, with the name of the program in front."""
    # Whoever closed our stderr does not want to hear.
    with suppress(OSError):
        click.echo(f"topograph: {one_line(text)}", err=True)


def tell_gaps(snapshot: "Snapshot", side: str = "") -> None:
    """Say what could not be observed, unless asked to be quiet.

    Args:
        snapshot: what was observed.
        side: which of two it is; empty if there is only one.
    """
    gaps = snapshot.gaps
    if click.get_current_context().meta.get(QUIET):
        return
    many_hosts = len(snapshot.hosts) > 1
    head = f"{side}: " if side else ""
    for gap in gaps[:MOST_GAPS]:
        say(f"{head}{_gap_line(gap, many_hosts)}")
    if len(gaps) > MOST_GAPS:
        more = f"and {len(gaps) - MOST_GAPS} more gaps"
        say(f"{head}{more}; `topograph show --table gaps` lists them all")


def be_quiet(context: click.Context, _: click.Parameter, value: bool) -> None:
    """Turn remarks off (-q)."""
    if value:
        context.meta[QUIET] = True


def be_verbose(_: click.Context, __: click.Parameter, value: bool) -> None:
    """Turn the log on, and the traceback of an error (-v)."""
    if not value:
        return
    import logging  # noqa: PLC0415

    class Printable(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            return printable(super().format(record))

    handler = logging.StreamHandler()
    handler.setFormatter(Printable("topograph: %(relativeCreated)5d ms: %(message)s"))
    log = logging.getLogger("topograph")
    log.handlers = [handler]
    log.propagate = False
    log.setLevel(logging.DEBUG)


def _gap_line(gap: "Gap", many_hosts: bool) -> str:
    parts = ["gap", gap.host if many_hosts else "", gap.subject, gap.what]
    line = ": ".join(part for part in parts if part)
    return f"{line}; {gap.hint}" if gap.hint else line
