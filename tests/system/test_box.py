import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.system.box import CGROUPS, PROJECT, Box


def test_host_has_its_own_name_links_and_processes(host: Box) -> None:
    assert host.run("cat", "/proc/sys/kernel/hostname") == "web1"
    assert sorted(host.run("ls", "/sys/class/net").split()) == ["eth0", "lo", "upstream"]
    assert host.run("cat", "/proc/1/comm") == "bash"
    assert "default via 203.0.113.1 dev eth0" in host.run("ip", "-4", "route")


def test_pid_is_the_first_process_as_seen_from_outside(host: Box) -> None:
    inside = host.run("readlink", "/proc/1/ns/net")
    assert str(Path(f"/proc/{host.pid}/ns/net").readlink()) == inside
    assert str(Path("/proc/self/ns/net").readlink()) != inside


def test_machine_id_is_as_asked_and_the_machine_keeps_its_own() -> None:
    before = Path("/etc").stat()
    with Box(engine=False, machine_id="0123456789abcdef" * 2) as box:
        assert box.run("cat", "/etc/machine-id") == "0123456789abcdef" * 2
    after = Path("/etc").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_without_an_uplink_there_is_only_loopback() -> None:
    with Box(engine=False, uplink=False) as box:
        assert box.run("ls", "/sys/class/net") == "lo"


def test_a_failing_command_says_where_what_and_why(host: Box) -> None:
    with pytest.raises(AssertionError, match=r"in the box web1: ip link show nosuch\n.*status 1"):
        host.run("ip", "link", "show", "nosuch")


def test_input_and_output_are_bytes(host: Box) -> None:
    assert host.run_bytes("cat", stdin=b"\xff\x00\n") == b"\xff\x00\n"


def test_a_set_up_that_fails_gives_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program in ("unshare", "bash"):
        (tmp_path / program).symlink_to(str(shutil.which(program)))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AssertionError, match=r"no box web1: .*mount: command not found"):
        Box(engine=False).__enter__()


def test_nothing_is_left_behind_when_the_test_fails() -> None:
    machine = traces()
    box = Box(engine=False)
    with pytest.raises(KeyError):
        fail_in(box)
    assert not Path(f"/proc/{box.pid}").exists()
    assert traces() == machine


def fail_in(box: Box) -> None:
    with box:
        box.run("ip", "netns", "add", "blue")
        assert box.start("sleep", "1000").poll() is None
        raise KeyError


def test_box_ends_with_a_test_that_is_killed() -> None:
    script = """
import os
from tests.system.box import Box
box = Box(engine=False).__enter__()
print(box.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    killed = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, check=False
    )
    assert killed.returncode == -9
    first_process = Path(f"/proc/{int(killed.stdout)}/ns/net")
    deadline = time.monotonic() + 10
    while first_process.is_symlink():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.engine
def test_engine_is_its_own_and_goes_with_the_box() -> None:
    machine = traces()
    with Box("web2") as box:
        box.run("docker", "run", "-d", "--name", "redis", "busybox:local", "sleep", "1000")
        assert (
            box.run("docker", "ps", "--format", "{{.Names}} {{.Image}}") == "redis busybox:local"
        )
        assert box.run("docker", "info", "--format", "{{.Name}}") == "web2"
        assert "docker0" in box.run("ls", "/sys/class/net").split()
        assert cgroups_of(box)
    assert cgroups_of(box) == []
    assert traces() == machine


def test_engine_fixture_has_the_image(engine_host: Box) -> None:
    answer = engine_host.run("docker", "run", "--rm", "busybox:local", "ip", "-o", "addr")
    assert "172.17.0." in answer


def traces() -> tuple[set[str], set[str]]:
    """Return the links and the mounts that the machine has."""
    links = {path.name for path in Path("/sys/class/net").iterdir()}
    return links, set(Path("/proc/self/mounts").read_text().splitlines())


def cgroups_of(box: Box) -> list[Path]:
    return [*CGROUPS.glob(box.cgroup), *CGROUPS.glob(f"*/{box.cgroup}")]
