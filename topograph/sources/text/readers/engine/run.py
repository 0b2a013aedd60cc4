"""Read what `docker run -d`, `docker create` and those of `podman` print: the id."""

import re
from collections.abc import Sequence
from typing import Final

from topograph.sources.text.reader import TextReader, never
from topograph.sources.text.readers.lines import read_lines
from topograph.sources.text.told import Line, Told, ToldContainer

__all__ = ["DOCKER_RUN"]

_ID: Final = re.compile(r"[0-9a-f]{64}")
# While the image is fetched.
_PROGRESS: Final = re.compile(
    r"Unable to find image .* locally|\S+: Pulling from .*|Digest: \S+|Status: .*|"
    r"[0-9a-f]{12}: .*|Resolved? .*|Resolving .*|Trying to pull .*|Getting image source .*|"
    r"Copying (?:blob|config) .*|Writing manifest .*|Storing signatures.*|WARNING: .*|"
    r'time="\S+ level=.*'
)


def read_docker_run(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read the id of the container that was made."""
    told = Told()

    def take(text: str) -> bool:
        if _ID.fullmatch(text.strip()):
            told.containers.append(ToldContainer(text.strip()))
            return True
        return _PROGRESS.fullmatch(text.strip()) is not None

    return read_lines(lines, told, take)


DOCKER_RUN: Final = TextReader("docker run", never, read_docker_run)
