import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import topograph as package
from tests.cli.command import Run
from topograph.cli.main import COMMANDS, main

HEAVY = (
    "networkx docker pyroute2 jinja2 graphviz typst msgspec rich requests urllib3 socket"
    " ssl ctypes asyncio logging shutil tempfile subprocess email http"
)


def test_help_lists_the_commands_and_how_to_complete(topograph: Run) -> None:
    done = topograph("--help")
    assert (done.returncode, done.stderr) == (0, b"")
    for name in (*COMMANDS, "bash_source", "zsh_source", "fish_source"):
        assert name.encode() in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_and_the_common_options(topograph: Run, name: str) -> None:
    done = topograph(name, "-h")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: topograph {name} ".encode())
    assert b"--quiet" in done.stdout
    assert b"--verbose" in done.stdout


def test_each_command_is_named_like_its_function() -> None:
    context = main.make_context("topograph", ["schema"])
    commands = [main.get_command(context, name) for name in COMMANDS]
    assert [command.name for command in commands if command] == list(COMMANDS)


def test_version_is_that_of_the_package(topograph: Run) -> None:
    done = topograph("--version")
    assert done.stdout.decode() == f"topograph {package.__version__}\n"


@pytest.mark.parametrize("args", ["--help", "--version", "render --help", "show --help"])
def test_help_and_version_load_nothing_heavy(args: str) -> None:
    script = (
        "import sys\n"
        "from topograph.cli.main import main\n"
        f"main.main({args.split()!r}, prog_name='topograph', standalone_mode=False)\n"
        f"print('loaded:', *sorted(set({HEAVY.split()!r}) & set(sys.modules)))\n"
        "print('metadata:', 'importlib.metadata' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-2:] == ["loaded:", "metadata: False"]


def test_no_command_is_answered_with_help_on_stderr(topograph: Run) -> None:
    done = topograph()
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Usage: topograph" in done.stderr


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ("colect", r"no such command 'colect'.*; see `topograph --help`"),
        ("--loud", r"no such option.*--loud.*; see `topograph --help`"),
        ("collect --loud", r"collect: no such option.*--loud.*; see `topograph collect --help`"),
        (
            "collect a b",
            r"collect: got unexpected extra argument.*; see `topograph collect --help`",
        ),
        ("show -t arp", r"show: invalid value for '-t'.*'containers', 'networks', .*"),
        ("render -o", r"option '-o' requires an argument; see .*"),
        ("render --layout grid", r"render: invalid value for '--layout': 'grid' is not one of .*"),
        ("render --theme pink", r"render: invalid value for '--theme': .*"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_status_2(
    topograph: Run, args: str, line: str
) -> None:
    done = topograph(*args.split())
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.fullmatch(rf"topograph: {line}\n", done.stderr.decode())


def test_control_characters_of_an_argument_do_not_reach_the_terminal(topograph: Run) -> None:
    done = topograph("show", "no\x1b[2Jfile\nhere")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


def test_a_closed_pipe_is_quiet_and_status_2(topograph: Run, host: Path) -> None:
    for args in (["schema"], ["collect", host], ["--help"]):
        with subprocess.Popen(["true"], stdin=subprocess.PIPE) as reader:
            reader.wait()
            done = topograph(*args, stdout=reader.stdin)
        assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.parametrize("args", ["schema", "--help", "--version"])
def test_a_full_stdout_is_one_line_and_status_2(topograph: Run, args: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = topograph(args, stdout=full)
    assert done.returncode == 2
    assert done.stderr == b"topograph: stdout: cannot be written: no space left on device\n"


def test_a_closed_stdout_is_one_line_and_status_2(topograph: Run) -> None:
    done = topograph("schema", redirect=">&-")
    assert done.returncode == 2
    assert done.stderr.startswith(b"topograph: stdout: ")
    assert done.stderr.count(b"\n") == 1


def test_a_closed_stdin_is_one_line_and_status_2(topograph: Run) -> None:
    done = topograph("show", "-", redirect="<&-")
    assert done.returncode == 2
    assert done.stderr.startswith(b"topograph: stdin: ")
    assert done.stderr.count(b"\n") == 1


def test_a_closed_stderr_does_not_change_the_status(topograph: Run) -> None:
    assert topograph("show", "none", redirect="2>&-").returncode == 2


def test_ctrl_c_is_status_130_without_a_traceback() -> None:
    script = "import sys; sys.argv[0] = 'topograph'; from topograph.cli.main import run; run()"
    with subprocess.Popen(
        [sys.executable, "-c", script, "show", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        wait_until_it_waits(process.pid)
        process.send_signal(signal.SIGINT)
        stderr = process.communicate(timeout=10)[1]
    assert process.returncode == 130
    assert stderr.strip() == b""


def wait_until_it_waits(pid: int) -> None:
    """Wait for a process to sleep for some time: until then it is still starting."""
    asleep = 0
    for _ in range(200):
        time.sleep(0.05)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        asleep = asleep + 1 if state == "S" else 0
        if asleep == 5:
            return
    raise AssertionError("it never waited")


def crash(*args: str) -> "subprocess.CompletedProcess[str]":
    """Run a command that has a fault in it."""
    script = (
        "import click\n"
        "from topograph.cli import main as cli\n"
        "class Broken(type(cli.main)):\n"
        "    def get_command(self, ctx, name):\n"
        "        raise {}\n"
        "cli.main.__class__ = Broken\n"
        "cli.run()\n"
    ).format("PermissionError(13, 'refused', 'x\\ny')")
    return subprocess.run(
        [sys.executable, "-c", script, *args], capture_output=True, text=True, check=False
    )


def test_a_fault_of_ours_is_one_line_and_status_2() -> None:
    done = crash("show")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(
        r"topograph: internal error: PermissionError: .*; run it again with -v, .*\n", done.stderr
    )


def test_a_fault_of_ours_shows_its_traceback_with_v() -> None:
    done = crash("-v", "show")
    assert done.returncode == 2
    assert "Traceback (most recent call last)" in done.stderr


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_is_offered_as_the_help_says(topograph: Run, shell: str) -> None:
    done = topograph(environment={"_TOPOGRAPH_COMPLETE": f"{shell}_source"})
    assert done.returncode == 0
    assert b"_TOPOGRAPH_COMPLETE" in done.stdout


def test_completion_knows_commands_and_choices(topograph: Run) -> None:
    words = {
        "_TOPOGRAPH_COMPLETE": "fish_complete",
        "COMP_WORDS": "topograph show -t ",
        "COMP_CWORD": "",
    }
    done = topograph(environment=words)
    assert b"bridges" in done.stdout
