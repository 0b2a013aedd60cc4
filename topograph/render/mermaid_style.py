"""What a Mermaid diagram looks like: its configuration, classes and colours.

Where the reader's theme is not known, texts and grounds are left to Mermaid,
and lines get a colour between those of both themes, which is seen on either.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from topograph.picture.parts import NEUTRAL
from topograph.picture.style import HUES, INKS, Tone

__all__ = ["Colours"]

_WIDEST: Final = 480
"""Pixels of a line in a label; Mermaid's own 200 would break most of ours."""


class Colours:
    """The colours of one theme.

    Args:
        theme: light, dark, or auto for whatever the reader has.
    """

    def __init__(self, theme: str) -> None:
        self._theme = theme

    def front_matter(self) -> Iterator[str]:
        """Yield the lines of the configuration."""
        yield from ("---", "config:")
        if self._theme != "auto":
            yield from ("  theme: base", "  themeVariables:")
            yield f"    darkMode: {'true' if self._theme == 'dark' else 'false'}"
            for name, ink in (
                ("background", "page"),
                ("textColor", "ink"),
                ("primaryTextColor", "ink"),
                ("primaryColor", "paper"),
                ("primaryBorderColor", "line"),
                ("clusterBkg", "ground"),
                ("clusterBorder", "line"),
                ("titleColor", "ink"),
                ("lineColor", "wire"),
                ("edgeLabelBackground", "pill"),
            ):
                yield f'    {name}: "{self._of(INKS[ink])}"'
        yield from ("  flowchart:", f"    wrappingWidth: {_WIDEST}", "---")

    def stroke(self, hue: int) -> str:
        """Return the colour of a line."""
        return self._of(INKS["wire"] if hue == NEUTRAL else HUES[hue])

    def class_lines(self, members: Mapping[str, Iterable[str]]) -> Iterator[str]:
        """Yield the definition of each class that has members, and who they are.

        Args:
            members: ids by class: a kind of thing, or hue and its number for a bridge.
        """
        for name in sorted(members):
            yield f"  classDef {name} {self._look(name)}"
            yield f"  class {','.join(members[name])} {name}"

    def _look(self, name: str) -> str:
        if name.startswith("hue"):
            hue = int(name.removeprefix("hue"))
            return f"{self._fill('paper')}stroke:{self.stroke(hue)},stroke-width:3px"
        wire = self._of(INKS["wire"])
        match name:
            case "frame":
                return f"{self._fill('ground')}stroke:{wire}"
            case "note":
                return f"{self._fill('ground')}stroke:{wire},stroke-dasharray:2 4,text-align:left"
            case "stopped":
                return f"{self._fill('paper')}stroke:{wire},stroke-dasharray:6 4"
            case _:
                return f"{self._fill('paper')}stroke:{wire}"

    def _fill(self, ink: str) -> str:
        if self._theme == "auto":
            # Hardly more than the ground, so that the theme's letters are read on it.
            return "fill:#8080801a," if ink == "paper" else "fill:#8080800d,"
        return f"fill:{self._of(INKS[ink])},color:{self._of(INKS['ink'])},"

    def _of(self, tone: Tone) -> str:
        if self._theme == "light":
            return tone.light
        return tone.dark if self._theme == "dark" else _between(tone)


def _between(tone: Tone) -> str:
    """Return a colour between a light theme's and a dark one's, seen on white and on black."""
    pairs = zip(bytes.fromhex(tone.light[1:]), bytes.fromhex(tone.dark[1:]), strict=True)
    return "#" + bytes((13 * light + 12 * dark) // 25 for light, dark in pairs).hex()
