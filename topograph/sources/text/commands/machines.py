"""What leads a command to another machine, or into a container that no engine runs.

A container of LXC is a namespace of this host; a pod may be on any host, so
that it is taken for one of its own.
"""

from collections.abc import Callable, Sequence
from typing import Final

from topograph.sources.text.commands.words import HOST, is_plain

__all__ = ["MACHINES"]

Peeled = tuple[list[str], str] | None

_SSH_VALUES: Final = frozenset(f"-{letter}" for letter in "bcDEeFIiJLlmOopQRSWw")
_KUBE_VALUES: Final = frozenset(
    (
        *(
            "-n",
            "--namespace",
            "-c",
            "--container",
            "--context",
            "--kubeconfig",
            "-f",
            "--cluster",
        ),
        *("-s", "--server", "--user"),
    )
)
_LXC_VALUES: Final = frozenset(
    ("-n", "--name", "--env", "--cwd", "--user", "--group", "--mode", "--project", "-P", "-v")
)


def _ssh(words: list[str]) -> Peeled:
    plain, _ = _plain_words(words[1:], _SSH_VALUES, ends_at_first=True)
    if not plain:
        return None
    host = plain[0].removeprefix("ssh://").rpartition("@")[2].partition(":")[0]
    rest = plain[1:]
    if len(rest) == 1:
        # A command in quotes.
        rest = rest[0].split() if is_plain(rest[0]) else []
        if not rest:
            return None
    return rest or ["sh"], f"{HOST}{host}"


def _kubectl(words: list[str]) -> Peeled:
    plain, behind = _plain_words(words[1:], _KUBE_VALUES)
    if plain[:1] not in (["exec"], ["rsh"]) or len(plain) < 2:
        return None
    pod = plain[1].rpartition("/")[2]
    return behind or plain[2:] or ["sh"], f"{HOST}{pod}"


def _lxc(words: list[str]) -> Peeled:
    plain, behind = _plain_words(words[1:], _LXC_VALUES)
    if plain[:1] not in (["exec"], ["shell"], ["enter"], ["console"]) or len(plain) < 2:
        return None
    container = plain[1].rpartition(":")[2]
    return behind or plain[2:] or ["sh"], f"name:{container}"


def _lxc_attach(words: list[str]) -> Peeled:
    named = [at for at, word in enumerate(words) if word in ("-n", "--name")]
    plain, behind = _plain_words(words[1:], _LXC_VALUES)
    name = words[named[0] + 1] if named and named[0] + 1 < len(words) else ""
    if not name:
        if not plain:
            return None
        name, *plain = plain
    return behind or plain or ["sh"], f"name:{name}"


def _vagrant(words: list[str]) -> Peeled:
    plain, _ = _plain_words(words[1:], frozenset(("-c", "--command")))
    if plain[:1] not in (["ssh"], ["shell"], ["console"]):
        return None
    commands = [words[at + 1] for at, word in enumerate(words[:-1]) if word in ("-c", "--command")]
    if commands and not is_plain(commands[0]):
        return None
    host = plain[1] if len(plain) > 1 else words[0]
    return commands[0].split() if commands else ["sh"], f"{HOST}{host}"


def _plain_words(
    words: Sequence[str], valued: frozenset[str], *, ends_at_first: bool = False
) -> tuple[list[str], list[str]]:
    """Return the words without options and their values, and those behind a --.

    With `ends_at_first`, options are only looked for before the first other word.
    """
    plain: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        if ends_at_first and plain:
            return [*plain, *words[at:]], []
        if word == "--":
            return plain, list(words[at + 1 :])
        if not word.startswith("-"):
            plain.append(word)
        at += 2 if word in valued else 1
    return plain, []


MACHINES: Final[dict[str, Callable[[list[str]], Peeled]]] = {
    "ssh": _ssh,
    "kubectl": _kubectl,
    "oc": _kubectl,
    "lxc": _lxc,
    "incus": _lxc,
    "pct": _lxc,
    "lxc-attach": _lxc_attach,
    "vagrant": _vagrant,
    "virsh": _vagrant,
    "multipass": _vagrant,
    "minikube": _vagrant,
    "docker-machine": _vagrant,
}
