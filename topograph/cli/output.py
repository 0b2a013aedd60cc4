"""Bring the bytes of an output to where they belong: a file, or stdout."""

import os
import sys

import click

from topograph.errors import OutputError

__all__ = ["drop_stdout", "write_output"]

TROUBLE = 2


def write_output(target: str, data: bytes) -> None:
    """Write to a file, whole or not at all, or to stdout if the target is `-`.

    Raises:
        OutputError: the target cannot be written.
        click.exceptions.Exit: whoever read our stdout has left; nothing is to be said.
    """
    if target != "-":
        from topograph.snapshot.files import write_atomically  # noqa: PLC0415

        write_atomically(target, data)
        return
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
