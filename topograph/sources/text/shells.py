"""The shells that were started in each other in a transcript, and where each of them is.

A shell is left by `exit`; where that was cut out, or only a key was pressed,
by the prompt of the shell that it was started in, if its own was another.
"""

from dataclasses import dataclass, field
from typing import Final

from topograph.sources.text.commands.entering import ONE_OF_MANY, Command

__all__ = ["LEAVING", "SHELLS", "Shells"]

SHELLS: Final = frozenset({"sh", "bash", "dash", "ash", "zsh", "ksh", "su"})
LEAVING: Final = frozenset({"exit", "logout"})
"""Commands that leave a shell."""
NAMELESS: Final = "unknown:shell"
"""A namespace of which only the prompt of a shell in it is seen."""


_DEEPEST: Final = 16
_OF_BUSYBOX: Final = ("/#", "/$", "~#", "~$")


@dataclass(slots=True)
class _Shell:
    netns: str
    host: str
    outer: str = ""
    """The prompt of the shell that it was started in, without what changes in it."""
    inner: str = ""
    """Its own; empty as long as none was seen."""
    inner_host: str = ""
    """The host that it names."""


@dataclass(slots=True)
class Shells:
    """The shells that are open, the first of which nobody was seen to start."""

    _stack: list[_Shell] = field(default_factory=lambda: [_Shell("", "")])
    _count: int = 0

    @property
    def host(self) -> str:
        """The host of the last one, as a prompt calls it or a command; empty if none does."""
        return self._stack[-1].host

    @property
    def netns(self) -> str:
        """The namespace of the last one."""
        return self._stack[-1].netns

    def see(self, prompt: str, host: str) -> None:
        """Take in a prompt, which may show that shells were left.

        Args:
            prompt: without what changes from line to line.
            host: that it names; may be empty.
        """
        for at, shell in enumerate(self._stack):
            if prompt and shell.outer == prompt and shell.inner not in ("", prompt):
                del self._stack[at:]
                break
        last = self._stack[-1]
        if last.inner not in ("", prompt) and host and last.inner_host != host:
            # Of a host to which no command led.
            del self._stack[1:]
            last = self._stack[-1]
        if not last.inner or len(self._stack) == 1:
            last.inner, last.inner_host = prompt, host
        # In a container it is the container's own name.
        if host and not last.netns:
            last.host = host

    def where(self, command: Command | None, prompt: str) -> tuple[str, str]:
        """Return the host and the namespace in which a command runs."""
        if command is not None and command.host:
            return command.host, command.netns
        netns = command.netns if command is not None else ""
        if netns.startswith(ONE_OF_MANY):
            self._count += 1
            netns = f"{netns} {self._count}"
        netns = netns or self.netns
        if not netns and prompt in _OF_BUSYBOX and self.host:
            # Busybox names no host; where others are named, it is in a container.
            netns = NAMELESS
        return self.host, netns

    def run(self, command: Command, host: str, netns: str, prompt: str) -> None:
        """Take in that a command was run, which may start a shell or leave one."""
        program, *words = command.argv
        program = program.rpartition("/")[2]
        is_shell = all(word.startswith("-") and word != "-c" for word in words)
        if program in SHELLS and (is_shell or (program == "su" and "-c" not in words)):
            self._stack.append(_Shell(netns, host, prompt))
            # Somebody never says that one was left.
            del self._stack[1:-_DEEPEST]
        elif program in LEAVING:
            self.leave()

    def leave(self) -> None:
        """Take in that the last one was left."""
        if len(self._stack) > 1:
            self._stack.pop()
