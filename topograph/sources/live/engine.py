"""Ask all engines of the host at once, beside the rest of the collection.

An engine takes its time to answer, and its SDK to load: start asking first,
read the result last. Each engine has a thread of its own, so that one which
hangs holds up no other.
"""

import errno
import os
import threading
import time
from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeVar
from urllib.parse import urlsplit

from topograph.facts import Container, Engine, Gap, Network
from topograph.sources.engine.addresses import socket_path
from topograph.sources.engine.containers import containers_from_json, engine_from_version
from topograph.sources.engine.networks import networks_from_json
from topograph.sources.live.engine_sockets import Candidate, find_engines
from topograph.sources.live.readings import EngineRefusal, Readings

__all__ = ["NO_ANSWER", "EngineAnswers", "Pending", "start_asking"]

# More than the timeouts of all requests to one engine: it only ends the wait for an engine that
# goes on sending something, and never an answer.
DEADLINE_S: Final = 30.0
LOCAL_NAMES: Final = ("localhost", "::1")
NO_ANSWER: Final = "no answer in time"

FactT = TypeVar("FactT", Container, Network)


class EngineAnswers(NamedTuple):
    """What all engines told."""

    engines: list[Engine]
    containers: list[Container]
    networks: list[Network]
    gaps: list[Gap]


def start_asking(readings: Readings, deadline_s: float = DEADLINE_S) -> "Pending":
    """Look for the engines, and begin to ask them.

    Call it before the calling thread enters any namespace: new threads inherit where it is.

    Args:
        readings: the host.
        deadline_s: how long the answers of all engines may take, in seconds from now.
    """
    candidates, gaps = find_engines(readings)
    # All of them before the first thread is started.
    for candidate in candidates:
        readings.prepare_engine(candidate.address)
    return Pending(readings, candidates, gaps, time.monotonic() + deadline_s)


class Pending:
    """Answers on their way."""

    def __init__(
        self,
        readings: Readings,
        candidates: list[Candidate],
        gaps: list[Gap],
        deadline: float,
    ) -> None:
        self._gaps, self._deadline = gaps, deadline
        self._askers = [_Asker(readings, candidate) for candidate in candidates]
        for asker in self._askers:
            asker.start()

    def result(self) -> EngineAnswers:
        """Wait for the answers and return them, engine by engine in the order of the search."""
        answers = EngineAnswers([], [], [], list(self._gaps))
        for asker in self._askers:
            asker.join(max(0.0, self._deadline - time.monotonic()))
            if asker.is_alive():
                late = EngineRefusal(NO_ANSWER)
                answers.gaps.append(_refused(asker.candidate, late))
                continue
            if asker.error is not None:
                raise asker.error
            answers.engines.extend(asker.answers.engines)
            answers.containers.extend(asker.answers.containers)
            answers.networks.extend(asker.answers.networks)
            answers.gaps.extend(asker.answers.gaps)
        return answers


class _Asker(threading.Thread):
    """Asks one engine. As a daemon it does not keep the program from ending."""

    def __init__(self, readings: Readings, candidate: Candidate) -> None:
        super().__init__(name=f"ask {candidate.address}", daemon=True)
        self._readings = readings
        self.candidate = candidate
        self.answers = EngineAnswers([], [], [], [])
        self.error: BaseException | None = None

    def run(self) -> None:
        """Ask everything; what goes wrong besides a refusal is kept for who waits."""
        try:
            self._ask_all()
        except BaseException as error:
            self.error = error

    def _ask_all(self) -> None:
        engines, containers, networks, gaps = self.answers
        address = self.candidate.address
        try:
            version = self._ask("version")
        except EngineRefusal as refusal:
            gaps.append(_refused(self.candidate, refusal))
            return
        engines.append(engine_from_version(version if isinstance(version, dict) else {}, address))
        if not _is_local(address):
            gaps.append(_elsewhere(address))
        containers += self._converted("containers", containers_from_json)
        networks += self._converted("networks", networks_from_json)

    def _converted(
        self, question: str, facts_from_json: Callable[[Any, str], list[FactT]]
    ) -> list[FactT]:
        address = self.candidate.address
        try:
            return facts_from_json(self._ask(question), address)
        except EngineRefusal as refusal:
            what = f"the {question} of the engine at {address} are missing: {refusal}"
            self.answers.gaps.append(_gap(address, what, _hint(self.candidate, str(refusal))))
            return []

    def _ask(self, question: str) -> Any:
        try:
            return self._readings.ask_engine(self.candidate.address, question)
        except OSError as error:
            # A recording that does not hold the question answers so.
            raise EngineRefusal(error.strerror or str(error)) from error


def _gap(address: str, what: str, hint: str) -> Gap:
    return Gap(source="engine", subject=f"engine:{address}", what=what, hint=hint)


def _refused(candidate: Candidate, refusal: EngineRefusal) -> Gap:
    named = f", which {candidate.named_by} names," if candidate.named_by else ""
    what = f"the engine at {candidate.address}{named} could not be asked: {refusal}"
    return _gap(candidate.address, what, _hint(candidate, str(refusal)))


def _hint(candidate: Candidate, reason: str) -> str:
    """Return what to do about a refusal, which is known by its text alone, as in a recording."""
    if candidate.address.startswith("ssh://"):
        return "run topograph on that host"
    if os.strerror(errno.EACCES) in reason:
        is_podman = "podman" in candidate.address
        return "run as root" if is_podman else "run as root, or join the group of the socket"
    if reason in {os.strerror(errno.ENOENT), os.strerror(errno.ECONNREFUSED)}:
        variable = candidate.named_by
        return f"start it, or unset {variable}" if variable else "start it, or remove its socket"
    return ""


def _is_local(address: str) -> bool:
    if socket_path(address) is not None:
        return True
    host = urlsplit(address if "://" in address else f"tcp://{address}").hostname or ""
    return host in LOCAL_NAMES or host.startswith("127.")


def _elsewhere(address: str) -> Gap:
    what = (
        f"the engine at {address} may be on another host,"
        " and its containers then have no namespace here"
    )
    return _gap(address, what, "run topograph on that host")
