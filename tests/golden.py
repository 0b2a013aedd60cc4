"""Compares what a test produced with the file that holds what is expected.

A mismatch leaves the other version beside the file, as NAME.actual.SUFFIX, and
shows the difference. `pytest --update-golden` rewrites the files instead; the
tests that did so fail all the same, so that a person looks at the change.
"""

import difflib
from pathlib import Path
from typing import Final

import pytest

__all__ = ["Golden", "actual_path"]

PROJECT: Final = Path(__file__).resolve().parents[1]
MOST_LINES: Final = 200


class Golden:
    """What the fixture `golden` gives: call it with a file and what should be in it.

    Args:
        update: whether to rewrite files that differ.
    """

    def __init__(self, update: bool) -> None:
        self._update = update

    def __call__(self, path: str | Path, actual: str | bytes) -> None:
        """Fail the test unless `actual` is the content of the file.

        Args:
            path: the golden file; a relative one counts from the project's folder.
            actual: what the test produced. Text is stored as UTF-8.
        """
        file = PROJECT / path
        data = actual.encode() if isinstance(actual, str) else actual
        beside = actual_path(file)
        expected = file.read_bytes() if file.exists() else None
        if data == expected:
            beside.unlink(missing_ok=True)
            return
        difference = describe_difference(expected, data)
        if self._update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            beside.unlink(missing_ok=True)
            pytest.fail(f"rewrote {file}, look at the change:\n{difference}", pytrace=False)
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        hint = "If it is right, run pytest with --update-golden."
        pytest.fail(
            f"{file} is not what came out; that is in {beside.name}. {hint}\n{difference}",
            pytrace=False,
        )


def actual_path(file: Path) -> Path:
    """Return where the other version of a golden file goes; git ignores these names."""
    stem, _, suffixes = file.name.partition(".")
    return file.with_name(f"{stem}.actual.{suffixes or 'txt'}")


def describe_difference(expected: bytes | None, actual: bytes) -> str:
    """Return a unified diff, or the place of the first difference if it is no text."""
    if expected is None:
        return f"the file did not exist; {len(actual)} bytes came out"
    try:
        before, after = expected.decode(), actual.decode()
    except UnicodeDecodeError:
        pairs = enumerate(zip(expected, actual, strict=False))
        shorter = min(len(expected), len(actual))
        place = next((i for i, (a, b) in pairs if a != b), shorter)
        return f"{len(expected)} and {len(actual)} bytes, the first difference at byte {place}"
    lines = list(
        difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            "expected",
            "actual",
        )
    )
    left_out = len(lines) - MOST_LINES
    shown = [line.rstrip("\n") for line in lines[:MOST_LINES]]
    return "\n".join([*shown, f"... and {left_out} lines more"] if left_out > 0 else shown)
