"""Ask a live engine over its API, with a number of requests that nothing makes grow.

Docker is asked three times: version, containers, networks. Podman is asked
four times, since its imitation of Docker's API leaves out the pods, all but
the first port of a range, and the bridges; what it adds in its own API stands
in the member `Libpod` of each container, and replaces the networks.
"""

import os
import re
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from topograph.sources.engine.addresses import socket_path
from topograph.sources.engine.containers import podman_api
from topograph.sources.engine.pruning import (
    prune_containers,
    prune_networks,
    prune_pod_containers,
    prune_pod_networks,
    prune_version,
)
from topograph.sources.live.readings import EngineRefusal

if TYPE_CHECKING:
    from docker import APIClient

__all__ = ["EngineClients", "reason_of"]

# The oldest that the SDK speaks. It is only used to ask for the engine's own version, since
# that address has no version in it; new engines refuse all others under an old number.
OLDEST_API: Final = "1.24"
VERSION_TIMEOUT_S: Final = 5
LIST_TIMEOUT_S: Final = 10
REASON_LENGTH: Final = 200


class _Engine(NamedTuple):
    client: "APIClient"
    version: dict[str, Any]
    """Its answer to GET /version, pruned."""


class EngineClients:
    """One client for each engine; an engine must not be asked by two threads at once.

    Args:
        environment: where the variables for TLS are looked up.
        version_timeout_s: how long the first answer may take, in seconds.
        list_timeout_s: how long a list may take, which an engine with much to do is slow with.
    """

    def __init__(
        self,
        environment: Mapping[str, str] = os.environ,
        *,
        version_timeout_s: int = VERSION_TIMEOUT_S,
        list_timeout_s: int = LIST_TIMEOUT_S,
    ) -> None:
        self._environment = environment
        self._version_timeout_s, self._list_timeout_s = version_timeout_s, list_timeout_s
        self._engines: dict[str, _Engine] = {}

    def ask(self, address: str, question: str) -> Any:
        """Ask the engine at `address` for its version, containers or networks.

        Returns:
            JSON, cut down to the members that become facts.

        Raises:
            EngineRefusal: it does not answer, or not with what was asked for.
        """
        if address.startswith("ssh://"):
            raise EngineRefusal("an engine behind ssh:// is on another host, and is not asked")
        if address not in self._engines:
            self.knock(address)
        # Importing the SDK takes a quarter of a second, for which somebody has to be there.
        from docker.errors import DockerException  # noqa: PLC0415
        from urllib3.exceptions import HTTPError  # noqa: PLC0415

        answer = _QUESTIONS[question]
        try:
            if address not in self._engines:
                self._engines[address] = self._open(address)
            return answer(self._engines[address])
        except (DockerException, HTTPError, OSError, ValueError) as error:
            raise EngineRefusal(reason_of(error)) from error

    def knock(self, address: str) -> None:
        """Connect to a Unix socket once, which the SDK leaves open if that fails.

        Raises:
            EngineRefusal: nobody answers there, or we may not ask.
        """
        path = socket_path(address)
        if path is None:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knocking:
                knocking.settimeout(self._version_timeout_s)
                knocking.connect(path)
        except (OSError, ValueError) as error:
            raise EngineRefusal(reason_of(error)) from error

    def _open(self, address: str) -> _Engine:
        from docker import APIClient  # noqa: PLC0415

        options: dict[str, Any] = {"base_url": address, **self._tls(address)}
        client = APIClient(version=OLDEST_API, timeout=self._version_timeout_s, **options)
        _keep_no_connection(client)
        version = prune_version(client.version(api_version=False))
        spoken = version.get("ApiVersion")
        if not isinstance(spoken, str):
            raise ValueError("it does not say which version of the API it speaks")
        client = APIClient(version=spoken, timeout=self._list_timeout_s, **options)
        _keep_no_connection(client)
        return _Engine(client, version)

    def _tls(self, address: str) -> dict[str, Any]:
        from docker.utils import kwargs_from_env  # noqa: PLC0415

        names = ("DOCKER_HOST", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH")
        stated = {name: self._environment[name] for name in names if name in self._environment}
        if socket_path(address) is not None or stated.get("DOCKER_HOST", "").strip() != address:
            return {}
        options = kwargs_from_env(stated)
        return {"tls": options["tls"]} if "tls" in options else {}


def _keep_no_connection(client: "APIClient") -> None:
    """Have each connection closed after its answer, so that nobody has to close the client."""
    client.headers["Connection"] = "close"


def _version(engine: _Engine) -> Any:
    return engine.version


def _containers(engine: _Engine) -> Any:
    containers = prune_containers(_list(engine.client.containers(all=True)))
    told = _ask_podman(engine, "containers/json?all=true&namespace=true")
    more = {one.get("Id"): one for one in prune_pod_containers(told)}
    for container in containers:
        if container.get("Id") in more:
            container["Libpod"] = more[container["Id"]]
    return containers


def _networks(engine: _Engine) -> Any:
    told = _ask_podman(engine, "networks/json")
    if told is not None:
        return prune_pod_networks(told)
    return prune_networks(_list(engine.client.networks()))


def _list(answer: Any) -> list[Any]:
    if not isinstance(answer, list):
        raise ValueError("its answer is not a list")
    return answer


def _ask_podman(engine: _Engine, what: str) -> list[Any] | None:
    """Ask Podman's own API for a list; None if it is no Podman, or does not offer that."""
    api = podman_api(engine.version)
    if api is None:
        return None
    client = engine.client
    response = client.get(f"{client.base_url}/v{api}/libpod/{what}", timeout=client.timeout)
    return _list(response.json()) if response.ok else None


_QUESTIONS: Final[Mapping[str, Callable[[_Engine], Any]]] = {
    "version": _version,
    "containers": _containers,
    "networks": _networks,
}


def reason_of(error: BaseException) -> str:
    """Return why a request failed, in one line: the system's own words where it has some.

    The SDK wraps an errno three times, and each layer adds its own to the text.
    """
    chain = list(_causes(error))
    for cause in reversed(chain):
        if isinstance(cause, OSError) and cause.errno and cause.strerror:
            return cause.strerror
    if any(isinstance(one, TimeoutError) or "Timeout" in type(one).__name__ for one in chain):
        return "no answer in time"
    explanation = getattr(error, "explanation", None)
    response = getattr(error, "response", None)
    if explanation and response is not None:
        text = f"HTTP status {response.status_code}: {explanation}"
    else:
        text = str(error) or type(error).__name__
    line = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())
    return line if len(line) <= REASON_LENGTH else line[: REASON_LENGTH - 1] + "…"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__
