"""Go through the lines of an output of `ip` in which each stands for itself."""

from collections.abc import Callable, Sequence

from topograph.sources.text.reader import is_ellipsis, without_remark
from topograph.sources.text.readers.ip.refusals import add_refusal
from topograph.sources.text.told import Line, Told

__all__ = ["walk"]


def walk(lines: Sequence[Line], told: Told, take: Callable[[Line, list[str]], bool]) -> None:
    """Hand each line to `take`, and keep those that it does not understand.

    Args:
        lines: of the output.
        told: where ellipses, refusals and what nobody understood are noted.
        take: reads a line, with its words but for a remark; returns whether it understood it.
    """
    for line in lines:
        words = without_remark(line.text).split()
        if not words:
            continue
        if is_ellipsis(line.text):
            told.is_elided = True
        elif not take(line, words) and not add_refusal(told, line.text):
            told.unknown.append(line)
