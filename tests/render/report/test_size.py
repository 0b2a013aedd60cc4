"""How large a report is, to the byte: it goes through mail, and stays in a ticket."""

import pytest

import topograph
from tests.golden import PROJECT
from tests.hosts import many
from topograph.facts import Snapshot
from topograph.render import Subject, render


def size(facts: Snapshot) -> int:
    return len(render(Subject(facts), "html"))


def test_the_report_of_an_empty_host_has_at_most_60_kib() -> None:
    assert size(topograph.load(PROJECT / "samples" / "empty" / "recording.zip")) <= 60 * 1024


@pytest.mark.parametrize(("containers", "each"), [(100, 4 * 1024), (1000, 2.5 * 1024)])
def test_a_container_of_many_takes_little_room(containers: int, each: float) -> None:
    assert size(many(containers, 10)) <= containers * each


def test_each_further_container_takes_the_same_room() -> None:
    # Those above 300 parts are folded in the picture.
    few, more, most = (size(many(containers, 10)) for containers in (400, 600, 800))
    assert most - more <= 1.1 * (more - few)
