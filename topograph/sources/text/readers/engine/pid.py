"""Read the process that `docker inspect -f '{{.State.Pid}}'` prints of each container."""

from collections.abc import Sequence
from typing import Final

from topograph.sources.text.reader import TextReader, never
from topograph.sources.text.readers.lines import positional, read_lines, whole
from topograph.sources.text.told import Line, Told, ToldNetns

__all__ = ["DOCKER_INSPECT_PID"]

_VALUED: Final = frozenset(("-f", "--format", "--type"))


def read_pids(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read a process for each container, in the order in which they were asked for."""
    told = Told()
    words = positional(argv, _VALUED)
    names = words[words.index("inspect") + 1 :] if "inspect" in words else []

    def take(text: str) -> bool:
        pid = whole(text.strip())
        if pid is None or pid < 0 or not names:
            return False
        name = names.pop(0)
        if pid:
            told.namespaces.append(ToldNetns(f"container:{name}", pid=pid))
        return True

    return read_lines(lines, told, take)


DOCKER_INSPECT_PID: Final = TextReader("docker inspect pid", never, read_pids)
