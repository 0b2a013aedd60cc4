"""Bring the bytes of an output to where they belong: a file, or stdout."""

import os
import sys
from collections.abc import Mapping

import click

from topograph.errors import OutputError

__all__ = ["drop_stdout", "write_output", "write_outputs"]

TROUBLE = 2


def write_output(target: str, data: bytes) -> None:
    """Write one output as `write_outputs` does."""
    write_outputs({target: data})


def write_outputs(outputs: Mapping[str, bytes]) -> None:
    """Write files, all of them whole or none at all, then to stdout if `-` is among the targets.

    Raises:
        OutputError: a target cannot be written; no file has changed unless that is stdout.
        click.exceptions.Exit: whoever read our stdout has left; nothing is to be said.
    """
    files = {target: data for target, data in outputs.items() if target != "-"}
    if files:
        from topograph.snapshot.files import write_all  # noqa: PLC0415

        write_all(files)
    if "-" in outputs:
        _write_stdout(outputs["-"])


def _write_stdout(data: bytes) -> None:
    if sys.stdout is None:
        raise OutputError("closed", where="stdout", hint="name a file with -o")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_stdout()
        raise click.exceptions.Exit(TROUBLE) from None
    except OSError as error:
        drop_stdout()
        what = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot be written: {what}", where="stdout") from error


def drop_stdout() -> None:
    """Send what is left in the buffers nowhere, or Python would try and complain at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
