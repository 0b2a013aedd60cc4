import pytest

from tests.diff.build_diff import added, diff, entry, removed
from topograph.diff.model import Thing, Unknown, Verb
from topograph.diff.words.counts import Counts, count, count_words


def test_events_are_counted_and_parts_are_not() -> None:
    parts = [added(Thing.LINK, "a"), removed(Thing.LINK, "b")]
    events = [entry(verb, Thing.LINK, "x", parts=parts) for verb in Verb]
    unknown = [Unknown(side="after", host="", what="x", hidden=parts)]
    assert count(diff(*events, *events[:1], unknown=unknown)) == Counts(2, 1, len(Verb) - 2, 1)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(3, 1, 2, 4), "3 added, 1 removed, 2 changed, 4 not observed"),
        (Counts(0, 1200, 0, 0), "1,200 removed"),
        (Counts(0, 0, 0, 0), "no difference"),
        (Counts(0, 0, 0, 2), "no difference, 2 not observed"),
    ],
)
def test_numbers_as_words(counts: Counts, words: str) -> None:
    assert count_words(counts) == words
