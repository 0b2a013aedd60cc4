import pytest

from tests.hosts import docker0
from topograph.facts import Snapshot
from topograph.graph import build_graph, wired
from topograph.render import Options, Subject, render


def test_the_graph_is_made_once_and_is_that_of_the_snapshot() -> None:
    subject = Subject(docker0())
    assert subject.graph is subject.graph
    assert list(subject.graph) == list(build_graph(docker0()))
    assert not subject.is_cut


def test_only_and_hide_cut_the_graph() -> None:
    only = Subject(docker0(), Options(only=("pensive_*",)))
    assert only.is_cut
    assert "container/ip-10-0-0-5/pensive_yonath" in only.graph
    assert "container/ip-10-0-0-5/mad_feynman" not in only.graph
    hidden = Subject(docker0(), Options(hide=("network",)))
    assert not [node for node in hidden.graph if node.startswith("network/")]


def test_the_picture_is_laid_out_once() -> None:
    subject = Subject(docker0())
    assert subject.picture is subject.picture


def test_the_facts_are_joined_once_for_all_that_a_report_is_made_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Snapshot] = []

    def counted(found: Snapshot) -> wired.WiredSnapshot:
        asked.append(found)
        return real(found)

    real = wired.wire_snapshot
    monkeypatch.setattr(wired, "wire_snapshot", counted)
    facts = docker0()
    render(Subject(facts), "html")
    assert asked == [facts]
