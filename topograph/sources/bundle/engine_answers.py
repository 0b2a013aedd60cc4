"""What the command lines of an engine printed, as its API would have said it.

The script asks through templates that leave out what is nobody's business.
Here the rest takes the shape of GET /containers/json and GET /networks.
"""

import errno
import json
import os
from collections.abc import Iterator
from typing import Any, Final

from topograph.sources.bundle.index import Bundle, Entry
from topograph.sources.engine.inspected import listed as as_listed
from topograph.sources.engine.pruning import (
    prune_containers,
    prune_networks,
    prune_pod_networks,
    prune_version,
)
from topograph.sources.engine.values import mapping, word
from topograph.sources.live.engine import NO_ANSWER
from topograph.sources.live.readings import EngineRefusal

__all__ = ["ask"]

_REASONS: Final = (
    ("permission denied", errno.EACCES),
    ("is the docker daemon running", errno.ECONNREFUSED),
    ("connection refused", errno.ECONNREFUSED),
    ("no such file", errno.ENOENT),
)


def ask(bundle: Bundle, address: str, question: str) -> Any:
    """Return what the engine at an address answered.

    Args:
        bundle: what the script wrote down.
        address: of the engine.
        question: version, containers or networks.

    Raises:
        EngineRefusal: it did not answer, or was not asked.
    """
    about = f"engine:{address}"
    if address.startswith("ssh://"):
        raise EngineRefusal("an engine behind ssh:// is on another host, and is not asked")
    told = _Answers(bundle, about)
    if question == "version":
        return told.version()
    return told.containers() if question == "containers" else told.networks()


class _Answers:
    """What the program of one engine printed.

    Args:
        bundle: what the script wrote down.
        about: the engine, as in the index.
    """

    def __init__(self, bundle: Bundle, about: str) -> None:
        self._bundle, self._about = bundle, about
        self._is_podman = bundle.find(about, "podman version") is not None
        self._program = "podman" if self._is_podman else "docker"

    def version(self) -> Any:
        """Return what GET /version tells."""
        for answer in _answers(self._asked("version")):
            return prune_version(answer)
        raise EngineRefusal("its answer is not what was asked for")

    def containers(self) -> Any:
        """Return what GET /containers/json lists."""
        listed = {word(one, "Id"): one for one in _answers(self._asked("ps"))}
        told = self._of_each("ps", "inspect")
        found = prune_containers(
            [_container(one, listed.get(word(one, "Id"), {})) for one in told]
        )
        if self._is_podman:
            pods = {word(one, "Id"): word(one, "Pod") for one in told}
            for one in found:
                # What Podman's imitation of the API leaves out, and what it does not.
                one["Libpod"] = {"Pod": pods.get(word(one, "Id"), "")}
                one.pop("HostConfig", None)
        return found

    def networks(self) -> Any:
        """Return what GET /networks lists."""
        told = self._of_each("network ls", "network inspect")
        return prune_pod_networks(told) if self._is_podman else prune_networks(told)

    def _of_each(self, listing: str, telling: str) -> list[dict[str, Any]]:
        """Return what the engine told of each thing in a list, which may hold nothing."""
        if not self._asked(listing).output.strip():
            return []
        entry = self._bundle.find(self._about, f"{self._program} {telling}")
        if entry is None or not entry.output.strip():
            entry = self._asked(telling)
        # What has gone since the list was made is a complaint, and no reason to drop the others.
        return list(_answers(entry))

    def _asked(self, command: str) -> Entry:
        entry = self._bundle.find(self._about, f"{self._program} {command}")
        if entry is None:
            raise EngineRefusal("the script did not ask it")
        if entry.status == 127:
            raise EngineRefusal(f"the program {self._program} is not installed")
        if entry.status:
            raise EngineRefusal(_reason(entry))
        return entry


def _reason(entry: Entry) -> str:
    complaint = " ".join(entry.errors.split())
    if complaint.endswith(NO_ANSWER):
        # Before that the shell may say that it has ended the command.
        return NO_ANSWER
    for words, code in _REASONS:
        if words in complaint.lower():
            return os.strerror(code)
    return complaint[:200] or f"it ended with status {entry.status}"


def _answers(entry: Entry) -> Iterator[dict[str, Any]]:
    """Return the JSON objects of an output, one a line."""
    for line in entry.lines:
        try:
            answer = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(answer, dict):
            yield answer


def _container(told: dict[str, Any], listed: dict[str, Any]) -> dict[str, Any]:
    """Return a container as GET /containers/json tells of it."""
    settings = mapping(told, "NetworkSettings")
    # The template ends the list with a network that has no name.
    networks = {name: one for name, one in mapping(settings, "Networks").items() if name}
    told = {**told, "NetworkSettings": {**settings, "Networks": networks}}
    return {
        **as_listed(told),
        "Names": word(listed, "Names").split(","),
        "Image": word(listed, "Image"),
        "Status": _status(word(listed, "Status")),
    }


def _status(told: str) -> str:
    """Return the sentence of the API, where Podman's program says: Up 5 seconds ago."""
    return told.removesuffix(" ago") if told.startswith("Up ") else told
