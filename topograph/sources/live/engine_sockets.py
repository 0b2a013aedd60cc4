"""Find the container engines that this host may have, by where their sockets are.

DOCKER_HOST names the Docker engine and CONTAINER_HOST the Podman engine, as
for their own command lines. Where they are silent, the usual places are looked
at. The runtime folders of other users are left alone: whoever owns a socket
there could tell root anything.
"""

from typing import Final, NamedTuple

from topograph.facts import Gap
from topograph.sources.engine.addresses import UNIX, socket_path
from topograph.sources.live.readings import Readings

__all__ = ["Candidate", "find_engines"]

DOCKER_SOCKETS: Final = ("/run/docker.sock", "/var/run/docker.sock")
PODMAN_FOLDER: Final = "/run/podman"


class Candidate(NamedTuple):
    """An engine that may be there."""

    address: str
    """Such as unix:///run/docker.sock."""
    named_by: str
    """The environment variable that names it; empty if its socket was found."""


def find_engines(readings: Readings) -> tuple[list[Candidate], list[Gap]]:
    """Return the engines worth asking, Docker's first, each once, and where we may not look.

    One that a variable names is returned even when there is nothing at its address: that it
    does not answer is then news.
    """
    search = _Search(readings)
    folders = _runtime_folders(readings)
    docker = [*DOCKER_SOCKETS, *(f"{folder}/docker.sock" for folder in folders)]
    podman = [f"{folder}/podman.sock" for folder in (PODMAN_FOLDER, *_podman_in(folders))]
    search.look("DOCKER_HOST", docker)
    search.look("CONTAINER_HOST", podman)
    gaps = []
    if not _environment(readings, "CONTAINER_HOST") and _is_closed(readings, PODMAN_FOLDER):
        what = f"whether Podman runs here could not be seen: {PODMAN_FOLDER} is closed to us"
        gaps.append(
            Gap(source="engine", subject="host", what=what, hint="run as root to look there")
        )
    return search.found, gaps


class _Search:
    """Keeps what was found, each socket once, whatever path leads to it."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._seen: set[object] = set()
        self.found: list[Candidate] = []

    def look(self, variable: str, usual: list[str]) -> None:
        """Take the engine that a variable names, else those with a socket at a usual place."""
        named = _environment(self._readings, variable)
        if named:
            self._add(Candidate(named, variable))
            return
        for path in usual:
            if self._is_socket(path):
                self._add(Candidate(UNIX + path, ""))

    def _is_socket(self, path: str) -> bool:
        try:
            return self._readings.is_socket(path)
        except OSError:
            return False

    def _add(self, candidate: Candidate) -> None:
        path = socket_path(candidate.address)
        identity: object = candidate.address
        if path is not None:
            try:
                identity = self._readings.identity(path)
            except OSError:
                identity = path
        if identity not in self._seen:
            self._seen.add(identity)
            self.found.append(candidate)


def _runtime_folders(readings: Readings) -> list[str]:
    """Return where the caller's own engines have their sockets; behind sudo, the caller is he."""
    try:
        users = [str(readings.user())]
    except OSError:
        users = []
    behind = _environment(readings, "SUDO_UID")
    if users == ["0"] and behind.isdecimal():
        users.append(behind)
    folders = [f"/run/user/{user}" for user in users]
    stated = _environment(readings, "XDG_RUNTIME_DIR").rstrip("/")
    if stated.startswith("/"):
        folders.insert(0, stated)
    return list(dict.fromkeys(folders))


def _podman_in(folders: list[str]) -> list[str]:
    return [f"{folder}/podman" for folder in folders]


def _environment(readings: Readings, name: str) -> str:
    try:
        return (readings.environment(name) or "").strip()
    except OSError:
        return ""


def _is_closed(readings: Readings, folder: str) -> bool:
    try:
        readings.listdir(folder)
    except PermissionError:
        return True
    except OSError:
        return False
    return False
