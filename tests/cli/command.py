"""The command as a user starts it: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Final

__all__ = ["Done", "Run", "runner"]

PROJECT: Final = Path(__file__).resolve().parents[2]

Done = subprocess.CompletedProcess[bytes]
Run = Callable[..., Done]


def runner(folder: Path) -> Run:
    """Return a function that runs `topograph ARGS` in a folder."""
    # Unbuffered output hides what happens to a buffer that cannot be written.
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    ours["PYTHONPATH"] = str(PROJECT)

    def run(
        *args: str | Path,
        stdin: bytes = b"",
        stdout: int | BinaryIO = subprocess.PIPE,
        redirect: str = "",
        environment: Mapping[str, str] | None = None,
        through: Sequence[str] = (),
    ) -> Done:
        """Run it.

        Args:
            args: what follows `topograph`.
            stdin: what it reads.
            stdout: where it writes, if that is not to be looked at.
            redirect: what a shell is given behind the command.
            environment: variables to add to ours.
            through: a program that runs it, with its arguments.
        """
        command = [*through, sys.executable, "-m", "topograph", *map(str, args)]
        if redirect:
            command = ["sh", "-c", f'exec "$0" "$@" {redirect}', *command]
        return subprocess.run(
            command,
            input=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
            cwd=folder,
            env=ours | dict(environment or {}),
        )

    return run
