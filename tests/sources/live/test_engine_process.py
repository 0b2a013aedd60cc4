import os
from pathlib import Path

import pytest

from topograph.sources.live.engine_process import EngineProcess
from topograph.sources.live.readings import EngineRefusal


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def test_answers_come_from_another_process() -> None:
    process = EngineProcess(lambda question: {"asked": question, "pid": os.getpid()})
    answer = process.ask("version")
    assert answer["asked"] == "version"
    assert answer["pid"] != os.getpid()
    assert process.ask("networks")["pid"] == answer["pid"]


def test_questions_may_come_in_any_order_and_again() -> None:
    process = EngineProcess(lambda question: [question])
    assert process.ask("networks") == ["networks"]
    assert process.ask("version") == ["version"]
    assert process.ask("networks") == ["networks"]


def test_a_refusal_is_one_here_too_and_the_rest_goes_on() -> None:
    def ask(question: str) -> list[str]:
        if question == "containers":
            raise EngineRefusal("Permission denied")
        return []

    process = EngineProcess(ask)
    with pytest.raises(EngineRefusal, match=r"^Permission denied$"):
        process.ask("containers")
    assert process.ask("networks") == []


def test_an_engine_that_refuses_its_version_is_not_asked_more() -> None:
    def ask(question: str) -> None:
        raise EngineRefusal(question)

    before = children()
    process = EngineProcess(ask)
    for question in ("version", "containers", "networks"):
        with pytest.raises(EngineRefusal, match=r"^version$"):
            process.ask(question)
    assert children() == before


def test_a_fault_in_the_other_process_is_a_refusal(capfd: pytest.CaptureFixture[str]) -> None:
    def ask(question: str) -> None:
        raise ZeroDivisionError

    process = EngineProcess(ask)
    with pytest.raises(EngineRefusal, match="has ended"):
        process.ask("version")
    assert capfd.readouterr().err == ""


def test_nothing_is_left_when_all_is_told() -> None:
    before = children()
    process = EngineProcess(lambda question: "x" * 200_000)
    assert len(process.ask("networks")) == 200_000
    assert children() == before
