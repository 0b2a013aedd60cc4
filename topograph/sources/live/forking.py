"""Run a part of the work in a copy of this process, which sends its result through a pipe."""

import os
from collections.abc import Callable
from typing import BinaryIO

__all__ = ["Copy"]


class Copy:
    """A copy of this process that does some work and ends.

    Make it before any other thread is started: a lock that another thread holds
    would stay locked in the copy.

    Args:
        work: is given the pipe to write to. What it raises only ends the copy.

    Raises:
        OSError: no process can be had.
    """

    def __init__(self, work: Callable[[BinaryIO], None]) -> None:
        reading_end, writing_end = os.pipe()
        try:
            self._pid = os.fork()
        except OSError:
            os.close(reading_end)
            os.close(writing_end)
            raise
        if self._pid == 0:
            # Nothing of the caller's may run in here: no handlers, no buffers to flush.
            status = 1
            try:
                os.close(reading_end)
                with os.fdopen(writing_end, "wb") as pipe:
                    work(pipe)
                status = 0
            finally:
                os._exit(status)
        os.close(writing_end)
        self.pipe = os.fdopen(reading_end, "rb")
        """What it writes."""

    def bury(self) -> bool:
        """Wait for its end, and return whether it did all its work."""
        self.pipe.close()
        return os.waitpid(self._pid, 0)[1] == 0
