"""A throw-away host: namespaces of its own and, if wanted, a container engine of its own.

Its first process (box.sh) ends with its standard input, so the kernel ends every
process and mount of the box even when the test is killed. What the box writes
lies on a tmpfs that only it can see. The one thing that does not go with the
namespaces are cgroups; `Box` removes them.
"""

import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.system.busybox import busybox_image

__all__ = ["POWERLESS", "Box"]

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("box.sh")
CGROUPS = Path("/sys/fs/cgroup")
SOCKET = "unix:///run/docker.sock"
SPACES = ["--mount", "--uts", "--ipc", "--net", "--pid"]

# Root by name only: another user may have no way to the Python that runs the tests.
POWERLESS = ("setpriv", "--inh-caps", "-all", "--bounding-set", "-all", "--no-new-privs")


class Box:
    """A host that exists between `with Box() as box:` and the end of that block.

    Args:
        name: its hostname.
        engine: whether to start a dockerd of its own, with the image busybox:local.
        uplink: whether it has eth0 with 203.0.113.2/24 and a default route. The far end is
            the link `upstream`, in the same namespace.
        machine_id: what its /etc/machine-id says; the machine's own if None.
    """

    def __init__(
        self,
        name: str = "web1",
        *,
        engine: bool = True,
        uplink: bool = True,
        machine_id: str | None = None,
    ) -> None:
        self.name = name
        self.engine = engine
        self.uplink = uplink
        self.machine_id = machine_id
        self.pid = 0
        """Its first process, as the machine numbers it."""
        self.cgroup = f"topograph-box-{secrets.token_hex(4)}"
        """Name of the cgroup that holds its containers, unlike any other."""
        self._undo = contextlib.ExitStack()
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        with self._undo:
            self._undo.callback(self._remove_cgroups)
            self._log = self._undo.enter_context(tempfile.TemporaryFile())
            self._undo.callback(self._bury_started)
            self._start_namespaces()
            if self.engine:
                self._start_engine()
            self._undo = self._undo.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._undo.close()

    def run(self, *command: str, env: Mapping[str, str] | None = None) -> str:
        """Run a command inside and return what it prints, without the last newline.

        Raises:
            AssertionError: it ended with another status than 0; holds its error output.
        """
        return self.run_bytes(*command, env=env).decode().rstrip("\n")

    def run_bytes(
        self, *command: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> bytes:
        """Run a command inside with `stdin` and return its standard output as it is."""
        return self._finish(command, 0, stdin, env or {}).stdout

    def topograph(
        self, *arguments: str, expect: int = 0, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run this checkout's command line inside, with the Python that runs the tests.

        Raises:
            AssertionError: the exit status is not `expect`.
        """
        command = (sys.executable, "-m", "topograph", *arguments)
        return self._finish(command, expect, b"", {"PYTHONPATH": str(PROJECT), **(env or {})})

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a command inside that goes on until it ends by itself or with the box."""
        process = subprocess.Popen(
            self.inside(*command),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        self._started.append(process)
        return process

    def inside(self, *command: str, env: Mapping[str, str] | None = None) -> list[str]:
        """Return the command line that runs `command` inside, for use with subprocess."""
        variables = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/run/home",
            "LANG": "C.UTF-8",
            **({"DOCKER_HOST": SOCKET} if self.engine else {}),
            **(env or {}),
        }
        enter = ["nsenter", "--target", str(self.pid), *SPACES, "--cgroup", "--"]
        pairs = [f"{name}={value}" for name, value in variables.items()]
        return [*enter, "env", "--ignore-environment", *pairs, *command]

    def _finish(
        self, command: tuple[str, ...], expect: int, stdin: bytes, env: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        line = self.inside(*command, env=env)
        done = subprocess.run(line, input=stdin, capture_output=True, check=False)
        assert done.returncode == expect, (
            f"in the box {self.name}: {' '.join(command)}\n"
            f"ended with status {done.returncode} instead of {expect}\n"
            f"{done.stderr.decode(errors='replace')}{done.stdout.decode(errors='replace')[-2000:]}"
        )
        return done

    def _start_namespaces(self) -> None:
        settings = {
            "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin",
            "BOX_NAME": self.name,
            "BOX_MACHINE_ID": self.machine_id or "",
            "BOX_UPLINK": "yes" if self.uplink else "",
            "BOX_CGROUP": self.cgroup,
        }
        process = subprocess.Popen(
            ["unshare", *SPACES, "--fork", "--kill-child", "bash", str(SCRIPT)],
            env={**os.environ, **settings},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            start_new_session=True,
        )
        # Leaving it closes both pipes, which ends bash and all of the box, and waits for that.
        self._undo.enter_context(process)
        self._undo.callback(self._thaw_cgroups)
        assert process.stdout
        answer = process.stdout.readline().split()
        assert answer[:1] == [b"ready"], f"no box {self.name}: {self._complaints()}"
        self.pid = int(answer[1])

    def _start_engine(self) -> None:
        # Its own empty configuration file: the machine's would change what it does.
        self.run_bytes("tee", "/run/docker.json", stdin=b"{}")
        options = ["--config-file", "/run/docker.json", "--data-root", "/run/docker-data"]
        options += ["--exec-root", "/run/docker", "--pidfile", "/run/docker.pid", "-H", SOCKET]
        if not (CGROUPS / "cgroup.controllers").exists():
            options += ["--cgroup-parent", f"/{self.cgroup}"]
        engine = self.start("dockerd", *options)
        self._wait_for(engine)
        self.run_bytes("docker", "import", "-", "busybox:local", stdin=busybox_image())

    def _wait_for(self, engine: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + 60
        ask = self.inside("docker", "version")
        while subprocess.run(ask, capture_output=True, check=False).returncode:
            hopeless = engine.poll() is not None or time.monotonic() > deadline
            assert not hopeless, f"no engine in {self.name}: {self._complaints()}"
            time.sleep(0.1)

    def _complaints(self) -> str:
        self._log.seek(0)
        return b"".join(self._log.readlines()[-8:]).decode(errors="replace")

    def _bury_started(self) -> None:
        # Each is an nsenter that waits for its child inside. It must not end before the box: the
        # box ends when the last child is buried, and who but its parent would do that?
        for process in self._started:
            process.wait()

    def _thaw_cgroups(self) -> None:
        # In cgroup v1 a paused container is not even ended by SIGKILL.
        for state in CGROUPS.glob(f"freezer/{self.cgroup}/**/freezer.state"):
            state.write_text("THAWED")

    def _remove_cgroups(self) -> None:
        tops = [CGROUPS / self.cgroup, *CGROUPS.glob(f"*/{self.cgroup}")]
        for top in tops:
            for folder, _, _ in os.walk(top, topdown=False):
                Path(folder).rmdir()
