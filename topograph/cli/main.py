"""The `topograph` command: its group, its exit codes, the wording of its errors."""

import gc
import os
import sys
from importlib import import_module

import click

from topograph.cli.messages import one_line, say
from topograph.cli.options import remarks
from topograph.cli.output import TROUBLE, drop_stdout
from topograph.errors import TopographError
from topograph.version import __version__

__all__ = ["main", "run"]

INTERRUPTED = 130

COMMANDS = {
    "collect": "Write a snapshot: everything observed at one moment.",
    "show": "Show a tree of the topology in the terminal, or a table.",
    "render": "Draw as .svg .png .pdf .html .md .drawio .mmd .dot .json .txt",
    "diff": "Say what a change did: what differs between two snapshots.",
    "capture-script": "Print a script that captures a host where topograph is not installed.",
    "schema": "Print the JSON Schema of snapshot files, or of a diff.",
}


def _terminal_width() -> int:
    """Return the width for help texts; click would load shutil, and all archivers, for it."""
    try:
        columns = os.get_terminal_size(2).columns
    except (OSError, ValueError):
        columns = 80
    return max(50, min(columns, 100) - 2)


class Commands(click.Group):
    """The group, which imports a command when it is run, and lists them without."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command: the function named like its module."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"topograph.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands that --help shows."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "terminal_width": _terminal_width(),
    },
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@remarks
def main() -> None:
    """Show how this host's network is really wired.

    Bridges, veth pairs, the eth0 at the other end in each container's network namespace,
    the containers and their networks, with addresses: as a picture, a report, tables, or
    a snapshot to keep.

    \b
    topograph show                      a tree in the terminal
    topograph render -o host.html       one file to attach to a ticket
    topograph collect -o host.json.gz   a snapshot; every command reads it as its SOURCE
    topograph diff host.json.gz         what has changed on this host since

    Without root, what cannot be seen is said, and the rest is shown.

    \b
    Completion of commands and options, once per shell:
      bash  echo 'eval "$(_TOPOGRAPH_COMPLETE=bash_source topograph)"' >> ~/.bashrc
      zsh   echo 'eval "$(_TOPOGRAPH_COMPLETE=zsh_source topograph)"' >> ~/.zshrc
      fish  _TOPOGRAPH_COMPLETE=fish_source topograph \\
              > ~/.config/fish/completions/topograph.fish

    Exit status: 0 if all is well, 1 if there are differences, 2 if there is trouble.
    """  # noqa: D301 (click wants a real backspace)


def run() -> None:
    """Run the command line and exit: 0, 1 for differences, 2 for trouble, 130 for Ctrl-C."""
    # A short life needs no garbage collection, and at its end least of all: that alone
    # would be a seventh of the time of --help.
    gc.disable()
    code = _run()
    fault = _stdout_fault()
    if fault is not None:
        code = TROUBLE
        drop_stdout()
        if not isinstance(fault, BrokenPipeError):
            say(f"stdout: cannot be written: {(fault.strerror or str(fault)).lower()}")
    gc.freeze()
    sys.exit(code)


def _run() -> int:
    """Run one command and word its errors; no exception leaves."""
    try:
        code = main.main(prog_name="topograph", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return TROUBLE
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.UsageError as error:
        say(_usage_line(error))
        return TROUBLE
    except TopographError as error:
        say(str(error))
        _log_traceback(error)
        return TROUBLE
    except SystemExit as error:
        # click itself leaves with 1 when a pipe is closed; here that means differences.
        return TROUBLE if error.code == 1 else int(error.code or 0)
    except Exception as error:  # the last resort: whatever it is, one line
        if not (isinstance(error, OSError) and _stdout_fault()):
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            say(f"internal error: {what}; run it again with -v, and report what it says")
            _log_traceback(error)
        return TROUBLE
    return code if isinstance(code, int) else 0


def _stdout_fault() -> OSError | None:
    """Return why stdout takes no more; --help, for one, is printed by click."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        return error
    return None


def _usage_line(error: click.UsageError) -> str:
    """Word a wrong command line like any other error: where, what, what to do."""
    path = error.ctx.command_path if error.ctx else "topograph"
    _, _, where = path.partition(" ")
    message = one_line(error.format_message()).rstrip(".")
    message = message[:1].lower() + message[1:]
    return f"{where + ': ' if where else ''}{message}; see `{path} --help`"


def _log_traceback(error: Exception) -> None:
    import logging  # noqa: PLC0415

    logging.getLogger("topograph").debug("where it happened", exc_info=error)
