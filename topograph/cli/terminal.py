"""Print text in colour where stdout is a terminal and rich is installed.

Colour only helps the eye to find addresses and trouble: the text is the same without.
"""

import sys
from importlib.util import find_spec
from typing import Final

from topograph.cli.output import write_output

__all__ = ["COLOURS", "DIFF_STYLES", "print_text"]

COLOURS: Final = ("auto", "always", "never")

STYLES: Final = (
    (r"[│├└─]+", "dim"),
    (r"\b[0-9a-f]{2}(:[0-9a-f]{2}){5}\b", "dim"),
    (r"\b\d+\.\d+\.\d+\.\d+(/\d+)?", "cyan"),
    (r"\b[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}/\d+", "cyan"),
    (r"(?<= )(DOWN|down|no carrier|Exited .*|Created|paused)$", "yellow"),
    (r"not read: .*|\? \(.*\)|^not observed.*", "yellow"),
)


DIFF_STYLES: Final = (
    (r"^[A-Z][a-z ]+( of .*)?$", "bold"),
    (r"^ *\+ .*", "green"),
    (r"^ *− .*", "red"),
    (r"^ *[±→↻] .*", "yellow"),
    (r"^ *\? .*", "cyan"),
)


def print_text(
    text: str,
    *,
    has_head: bool = False,
    styles: tuple[tuple[str, str], ...] = STYLES,
    colour: str = "auto",
) -> None:
    """Write text to stdout; long lines wrap as the terminal does it.

    Args:
        text: free of control characters but for newlines.
        has_head: whether the first line is the head of a table.
        styles: patterns, and how to show what matches; the last one wins.
        colour: always, never, or auto for a terminal whose user has not set NO_COLOR.
    """
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    is_wanted = colour == "always" or (colour == "auto" and is_terminal)
    if not is_wanted or find_spec("rich") is None:
        write_output("-", text.encode())
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    coloured = Text(text.rstrip("\n"))
    for pattern, style in styles:
        coloured.highlight_regex(f"(?m){pattern}", style)
    if has_head:
        coloured.stylize("bold", 0, text.index("\n"))
    if colour == "always":
        console = Console(
            highlight=False, force_terminal=True, color_system="standard", no_color=False
        )
    else:
        console = Console(highlight=False)
    console.print(coloured, soft_wrap=True)
