"""Ask an engine from a copy of this process.

To load the SDK takes as long as to read two hundred namespaces, and both are
work for the interpreter, which does one thing at a time: a thread would gain
nothing.
"""

from collections.abc import Callable
from typing import Any, BinaryIO, Final

import msgspec

from topograph.sources.live.forking import Copy
from topograph.sources.live.readings import EngineRefusal

__all__ = ["EngineProcess"]

QUESTIONS: Final = ("version", "containers", "networks")


class Reply(msgspec.Struct):
    """What the engine said to one question."""

    answer: Any = None
    refusal: str | None = None


ENDED: Final = Reply(refusal="the process that asked it has ended")


class EngineProcess:
    """A process that asks one engine everything, in the order of `QUESTIONS`.

    Args:
        ask: gives the answer to a question, or raises EngineRefusal.

    Raises:
        OSError: there is no process to be had.
    """

    def __init__(self, ask: Callable[[str], Any]) -> None:
        self._copy = Copy(lambda pipe: _answer_all(ask, pipe))
        self._replies: dict[str, Reply] = {}

    def ask(self, question: str) -> Any:
        """Wait for the answer to a question.

        Raises:
            EngineRefusal: the engine did not answer it.
        """
        while question not in self._replies:
            self._read_next()
        reply = self._replies[question]
        if reply.refusal is not None:
            raise EngineRefusal(reply.refusal)
        return reply.answer

    def _read_next(self) -> None:
        question = QUESTIONS[len(self._replies)]
        line = self._copy.pipe.readline()
        # The last line of a process that was ended may be a part of one.
        is_whole = line.endswith(b"\n")
        reply = msgspec.json.decode(line, type=Reply) if is_whole else ENDED
        self._replies[question] = reply
        is_refused = reply.refusal is not None and question == QUESTIONS[0]
        if not is_whole or is_refused or question == QUESTIONS[-1]:
            self._replies = dict.fromkeys(QUESTIONS, reply) | self._replies
            self._copy.bury()


def _answer_all(ask: Callable[[str], Any], pipe: BinaryIO) -> None:
    for question in QUESTIONS:
        try:
            reply = Reply(answer=ask(question))
        except EngineRefusal as refusal:
            reply = Reply(refusal=str(refusal))
        pipe.write(msgspec.json.encode(reply) + b"\n")
        pipe.flush()
        if reply.refusal is not None and question == QUESTIONS[0]:
            # Who does not tell its version is not asked anything else.
            return
