"""Looks into the folders that tests write to."""

from pathlib import Path

__all__ = ["names"]


def names(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones too, sorted."""
    return sorted(path.name for path in folder.iterdir())
