"""The colours of the picture's style in one theme."""

from topograph.picture.changes import TONES
from topograph.picture.parts import NEUTRAL
from topograph.picture.style import HUES, INKS, STRONG, Paint

__all__ = ["Palette"]


class Palette:
    """The colours of one theme.

    Args:
        is_dark: which of the two.
    """

    def __init__(self, is_dark: bool) -> None:
        self._is_dark = is_dark

    def ink(self, name: str) -> str:
        """Return a colour by its key in `INKS`, or none."""
        return "none" if name == "none" else INKS[name][self._is_dark]

    def hue(self, hue: int) -> str:
        """Return the colour of a network, or that of a tone."""
        return (INKS[TONES[hue]] if hue in TONES else HUES[hue])[self._is_dark]

    def of(self, ink: str, paint: Paint, hue: int) -> str:
        """Return the colour of a paint's ink, which may be that of a network."""
        if ink != "hue" and not (ink in STRONG and hue in TONES):
            return self.ink(ink)
        return self.ink(paint.neutral) if hue == NEUTRAL else self.hue(hue)
