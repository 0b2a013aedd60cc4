"""Write a collection down, and collect again from the paper."""

import io
from pathlib import Path
from typing import Any

import pytest

from tests.golden import PROJECT
from tests.sources.live.kernel_readings import KernelHost
from tests.sources.recorded import DOCKER, SOUND, answers_of, host, record
from topograph.errors import MalformedArchive, MalformedSnapshot
from topograph.sources import load, open_source
from topograph.sources.live.collection import collect_from
from topograph.sources.live.readings import EngineRefusal
from topograph.sources.recording import Recorder, Replay, replay

SAMPLES = sorted(PROJECT.glob("samples/*/recording.zip"))


def test_a_replay_gives_the_snapshot_that_was_collected() -> None:
    recorder = Recorder(host())
    snapshot = collect_from(recorder)
    assert len(snapshot.gaps) >= 6
    assert replay(recorder.archive()) == snapshot


def test_a_recording_is_a_source_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "host").write_bytes(SOUND)
    assert load(tmp_path / "host") == replay(SOUND)
    with pytest.raises(MalformedArchive, match="stdin: a zip archive that is cut short"):
        open_source("-", stdin=io.BytesIO(SOUND[:100]))


def test_the_same_answers_give_the_same_bytes() -> None:
    assert record(host()) == record(host())


def test_a_replay_that_is_recorded_gives_the_recording() -> None:
    data = record(host())
    recorder = Recorder(Replay(answers_of(data)))
    collect_from(recorder)
    assert answers_of(recorder.archive()) == answers_of(data)


def test_a_recording_leaves_nothing_open() -> None:
    readings = host()
    record(readings)
    assert readings.open == 0


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_only_questions_were_recorded_that_change_nothing(path: Path) -> None:
    kinds = {
        int(question.split(" ")[-2])
        for question in answers_of(path.read_bytes())
        if question.startswith(("dump ", "get "))
    }
    # RTM_GETLINK, GETADDR, GETROUTE, GETNEIGH, GETRULE, GETNETCONF.
    assert kinds == {18, 22, 26, 30, 34, 82}


def test_a_question_asked_twice_gets_the_first_answer() -> None:
    class Counting(KernelHost):
        asked_for_the_user = 0

        def user(self) -> int:
            self.asked_for_the_user += 1
            return self.asked_for_the_user

    recorder = Recorder(Counting())
    assert [recorder.user(), recorder.user()] == [1, 2]
    assert answers_of(recorder.archive()) == {"user": 1}


def test_neither_side_may_be_copied() -> None:
    readings = host()
    readings.may_be_copied = True
    assert not Recorder(readings).may_fork()
    assert not Replay({}).may_fork()


def test_a_question_that_was_not_recorded_is_answered_like_a_missing_file() -> None:
    empty = Replay({})
    with pytest.raises(FileNotFoundError, match="not in the recording"):
        empty.read("/etc/news")
    with pytest.raises(FileNotFoundError):
        empty.ask_engine(DOCKER, "version")
    assert empty.environment("NEWS") is None
    assert empty.is_socket("/run/news.sock") is False
    empty.prepare_engine(DOCKER)
    empty.close()


def test_refusals_keep_their_kind_and_their_words() -> None:
    told = Replay(
        {
            "read /a": {"errno": 13, "text": "Permission denied"},
            "read /b": {"errno": 2, "text": "it has gone"},
            "read /c": {"errno": 0, "text": "it kept changing"},
            "read /d": {"errno": 5},
            "engine x version": {"refusal": "no answer in time"},
        }
    )
    with pytest.raises(PermissionError, match="Permission denied"):
        told.read("/a")
    with pytest.raises(FileNotFoundError, match="it has gone"):
        told.read("/b")
    with pytest.raises(InterruptedError, match=r"^it kept changing$"):
        told.read("/c")
    with pytest.raises(OSError, match="no reason"):
        told.read("/d")
    with pytest.raises(EngineRefusal, match="no answer in time"):
        told.ask_engine("x", "version")


def test_bytes_come_back_as_they_were() -> None:
    told = Replay({"read /a": {"text": "x\n"}, "read /b": {"base64": "/w=="}})
    assert (told.read("/a"), told.read("/b")) == (b"x\n", b"\xff")


WRONG = [
    ("now", [], ()),
    ("environment X", 5, ("X",)),
    ("user", "root", ()),
    ("user", True, ()),
    ("read /x", "text", ("/x",)),
    ("read /x", {"base64": "?"}, ("/x",)),
    ("read /x", {"base64": 5}, ("/x",)),
    ("read /x", {"text": "\ud800"}, ("/x",)),
    ("read /x", {"news": 1}, ("/x",)),
    ("read /x", {"errno": "2"}, ("/x",)),
    ("read /x", {"errno": 1 << 70}, ("/x",)),
    ("read /x", {"errno": -1}, ("/x",)),
    ("read /x", {"refusal": "no"}, ("/x",)),
    ("read /x", None, ("/x",)),
    ("listdir /x", {"text": "abc"}, ("/x",)),
    ("listdir /x", ["a", 1], ("/x",)),
    ("listdir /x", [{"errno": 2}], ("/x",)),
    ("readlink /x", 1, ("/x",)),
    ("identity /x", [1], ("/x",)),
    ("identity /x", [1, 2.5], ("/x",)),
    ("netns_inode /x", "1", ("/x",)),
    ("is_socket /x", 1, ("/x",)),
    ("netns_mounts 1", "line", ("1",)),
    ("netns_files 1", [["3"]], ("1",)),
    ("enter /x", {"json": {}}, ("/x", 1)),
    ("sysctl /n x", 1, ("x",)),
    ("dump /n 18 00", "text", (18, b"\0")),
    ("dump /n 18 00", ["text"], (18, b"\0")),
    ("get /n 18 00", {"text": ""}, (18, b"\0")),
    ("nsid_of /n /x", "0", ("/x", 1)),
]


@pytest.mark.parametrize(("question", "answer", "arguments"), WRONG)
def test_an_answer_of_another_type_is_refused_by_its_question(
    question: str, answer: Any, arguments: tuple[Any, ...]
) -> None:
    told = Replay({question: answer}, "/n", "host.zip")
    with pytest.raises(MalformedSnapshot, match="is not sound") as caught:
        getattr(told, question.partition(" ")[0])(*arguments)
    assert caught.value.where == "host.zip"
    assert repr(question) in str(caught.value)


def test_answers_that_are_nested_too_deeply_are_refused() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(MalformedSnapshot, match="is not sound"):
        Replay({"listdir /x": deep}).listdir("/x")


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(MalformedSnapshot, match="is not sound"):
        Replay({"enter /x": "\ud800"}).enter("/x", 1)


def test_an_answer_inside_a_namespace_is_refused_by_the_name_of_the_file() -> None:
    told = Replay({"enter /x": True, "sysctl /x y": 5}, where="host.zip")
    with pytest.raises(MalformedSnapshot, match=r"^host\.zip: "):
        told.enter("/x", 1).sysctl("y")
