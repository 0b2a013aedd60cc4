"""How to render a diff."""

from dataclasses import dataclass
from typing import Any

from topograph.render.options import DENSITIES, THEMES, check_choice

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to render a diff.

    Raises:
        RenderError: there is no such theme or density.
    """

    patch: list[dict[str, Any]] | None = None
    """Operations of RFC 6902 to put into the JSON; None leaves that member out."""
    theme: str = "auto"
    """Of a picture or a page: light, dark, or auto to follow the reader's system."""
    density: str = "auto"
    """How much room each card of a picture gets: full, rows, folded, or auto by their number."""

    def __post_init__(self) -> None:
        check_choice("theme", self.theme, THEMES)
        check_choice("density", self.density, DENSITIES)
