"""Word one changed field: a number, a switch, or what came to a list and was taken from it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from topograph.diff.model import Change
from topograph.diff.words.sentence import Sentence, cut, joined, plain

__all__ = ["MOST_VALUES", "change_words", "fact_words", "is_absent", "value_words"]

MOST_VALUES: Final = 8
"""Elements of a list that are told; of the rest the number."""

_NONE: Final = "none"
# Of each, the member that says most of an element comes first.
_NAMING: Final = ("address", "subnet", "network_name", "dst", "name", "mac", "id")


def change_words(change: Change) -> Sentence:
    """Return what became of a field: mtu 1500 → 1450, addresses − 192.0.2.1/24 + 192.0.2.9/24."""
    before, after = change.before, change.after
    for kind in (list, dict):
        given = [value for value in (before, after) if value is not None]
        if given and all(isinstance(value, kind) for value in given):
            return cut(change.field), " ", *_swapped(_elements(before), _elements(after))
    return cut(change.field), " ", *_arrow(change.field, before, after)


def fact_words(change: Change, value: Any) -> Sentence:
    """Return a field of something that came or went as a whole: image redis:7."""
    if isinstance(value, list | dict):
        return cut(change.field), " ", *_listed(_elements(value))
    return cut(change.field), " ", *value_words(value, change.field)


def value_words(value: Any, field: str = "") -> Sentence:
    """Return a value as a person reads it; yes and no where the field is a question."""
    if is_absent(value):
        return (_NONE,)
    if isinstance(value, bool):
        is_question = field.rpartition(".")[2].startswith("is_")
        return (("yes" if value else "no") if is_question else ("on" if value else "off"),)
    if isinstance(value, float) and value.is_integer():
        return (cut(str(int(value))),)
    if isinstance(value, list | dict):
        return "(", *joined(_elements(value)), ")"
    return (cut(str(value)),)


def is_absent(value: Any) -> bool:
    """Tell whether there is nothing in a field."""
    return value is None or value in ("", [], {})


def _arrow(field: str, before: Any, after: Any) -> Sentence:
    start, end = value_words(before, field), value_words(after, field)
    # Such as 1 and "1", or nothing and an empty text.
    if plain(start) == plain(end):
        start, end = (cut(repr(before)),), (cut(repr(after)),)
    return *start, " → ", *end


def _swapped(before: list[Sentence], after: list[Sentence]) -> Sentence:
    """Return what was taken and what came; both lists if only their order differs."""
    gone, come = list(_beyond(before, after)), list(_beyond(after, before))
    if not gone and not come:
        return *_listed(before), " → ", *_listed(after)
    taken: Sentence = ("− ", *_listed(gone)) if gone else ()
    given: Sentence = ("+ ", *_listed(come)) if come else ()
    return joined(filter(None, (taken, given)), " ")


def _beyond(some: Iterable[Sentence], others: Iterable[Sentence]) -> Iterable[Sentence]:
    left = Counter(others)
    for element in some:
        if left[element] > 0:
            left[element] -= 1
        else:
            yield element


def _listed(elements: list[Sentence]) -> Sentence:
    more = len(elements) - MOST_VALUES
    # One more takes no more room than the words for it.
    if more <= 1:
        return joined(elements) or (_NONE,)
    return *joined(elements[:MOST_VALUES]), f" and {more:,} more"


def _elements(value: Any) -> list[Sentence]:
    if isinstance(value, dict):
        return [(cut(key), "=", *value_words(value[key])) for key in sorted(value)]
    return [_element(element) for element in value or ()]


def _element(value: Any) -> Sentence:
    if not isinstance(value, dict):
        return value_words(value)
    if "container_port" in value:
        return (cut(_port(value)),)
    naming = next((name for name in _NAMING if name in value), None)
    rest = [
        (cut(name), " ", *value_words(value[name], name))
        for name in sorted(value)
        if name not in (naming, "family") and not is_absent(value[name])
    ]
    named = [value_words(value[naming])] if naming else []
    return joined([*named, *rest], " ")


def _port(port: dict[str, Any]) -> str:
    inner = f"{port['container_port']}/{port.get('protocol', 'tcp')}"
    if port.get("host_port") is None:
        return inner
    address = str(port.get("host_ip") or "")
    at = f"[{address}]" if ":" in address else address
    return f"{at}{':' if at else ''}{port['host_port']}->{inner}"
