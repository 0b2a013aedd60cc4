"""What the search for namespaces is answered, beyond a host on which all went well."""

import pytest

from tests.sources.bundle.written import Wrote, a_host, bundle, link
from topograph.sources.bundle.index import open_bundle
from topograph.sources.bundle.readings import BundleReadings
from topograph.sources.live.namespaces import find_namespaces


def readings(*wrote: Wrote) -> BundleReadings:
    replaced = {one.command for one in wrote}
    kept = [one for one in a_host() if one.command not in replaced or one.about != "host"]
    return BundleReadings(open_bundle(bundle([*kept, *wrote]), "x.tar"), "x.tar")


def test_a_stale_file_among_the_names_is_no_namespace() -> None:
    found = readings()
    assert found.listdir("/run/netns") == ["room", "stale"]
    assert found.netns_inode("/run/netns/room") == 3
    assert found.netns_inode("/run/netns/stale") is None
    with pytest.raises(FileNotFoundError):
        found.netns_inode("/run/netns/nobody")


def test_a_folder_is_not_there_or_closed() -> None:
    with pytest.raises(FileNotFoundError):
        readings().listdir("/run/docker/netns")
    for words in (
        "ls: cannot open directory '/run/docker/netns': Permission denied\n",
        "ls: can't open '/run/docker/netns': Permission denied\n",
    ):
        closed = readings(Wrote("host", "folder /run/docker/netns", "", words, 2))
        with pytest.raises(PermissionError):
            closed.listdir("/run/docker/netns")


def test_a_dangling_link_hides_no_other_name() -> None:
    words = "ls: cannot access '/run/netns/gone': No such file or directory\n"
    found = readings(Wrote("host", "folder /run/netns", "? gone\n3 room\n", words, 1))
    assert found.listdir("/run/netns") == ["room"]


def test_a_link_that_may_not_be_read_is_refused() -> None:
    closed = "lrwxrwxrwx 1 0 0 0 Nov 24 09:30 /proc/9/ns/net\n"
    found = readings(Wrote("host", "namespaces", link("/proc/1/ns/net", "net:[1]") + closed))
    assert found.listdir("/proc") == ["1", "9", "self"]
    assert found.readlink("/proc/1/ns/net") == "net:[1]"
    with pytest.raises(PermissionError):
        found.readlink("/proc/9/ns/net")
    with pytest.raises(FileNotFoundError):
        found.readlink("/proc/2/ns/net")


def test_open_files_hold_namespaces() -> None:
    found = readings(
        Wrote(
            "host",
            "files",
            "/proc/1/fd:\n"
            + link("8", "net:[70]")
            + link("9", "/run/docker/netns/gone (deleted)")
            + link("10", "/run/netns/else")
            + "/proc/7/fd:\n",
            "ls: cannot open directory '/proc/8/fd': Permission denied\n",
        ),
        Wrote(
            "host",
            "opened by name",
            "4 1 /proc/self/ns/net\n4 71 /proc/1/fd/9\n5 72 /proc/1/fd/10\n",
        ),
    )
    assert found.netns_files("1") == [("8", 70), ("9", 71)]
    assert found.netns_files("7") == []
    with pytest.raises(PermissionError):
        found.netns_files("8")
    with pytest.raises(FileNotFoundError):
        found.netns_files("9")
    assert {70, 71} <= {netns.inode for netns in find_namespaces(found).namespaces}


def test_mounts_are_those_of_one_process_for_all_with_the_same() -> None:
    found = readings()
    assert found.netns_mounts("1") == ["40 30 0:4 net:[3] /run/netns/room rw - nsfs nsfs rw"]
    assert found.netns_mounts("7") == []
    words = "grep: /proc/7/mountinfo: Permission denied\n"
    with pytest.raises(PermissionError):
        readings(Wrote("host", "mounts", "", words, 2)).netns_mounts("7")


def test_the_name_of_a_process_may_have_several_lines() -> None:
    found = readings(Wrote("host", "names", "/proc/7/comm:a:b\n/proc/7/comm:c\nodd\n"))
    assert found.read("/proc/7/comm") == b"a:b\nc"
    with pytest.raises(FileNotFoundError):
        found.read("/proc/1/comm")


def test_a_socket_is_known_by_its_number() -> None:
    found = readings()
    assert found.is_socket("/run/docker.sock")
    assert found.identity("/run/docker.sock") == (0, 12)
    assert not found.is_socket("/run/podman/podman.sock")
    with pytest.raises(FileNotFoundError):
        found.identity("/run/podman/podman.sock")
    plain = Wrote("host", "sockets", "12 -rw-rw---- 1 0 105 0 Nov 24 09:00 /run/docker.sock\n")
    assert not readings(plain).is_socket("/run/docker.sock")


def test_variables_are_those_of_the_script() -> None:
    found = readings(Wrote("host", "environment", "DOCKER_HOST=tcp://192.0.2.1:2375?a=b\n"))
    assert found.environment("DOCKER_HOST") == "tcp://192.0.2.1:2375?a=b"
    assert found.environment("SUDO_UID") is None


@pytest.mark.parametrize(("told", "user"), [("0\n", 0), ("1000\n", 1000), ("9" * 5000, 65534)])
def test_a_user_that_is_not_told_is_nobody(told: str, user: int) -> None:
    assert readings(Wrote("host", "user", told)).user() == user


def test_nobody_speaks_rtnetlink() -> None:
    with pytest.raises(OSError, match="not supported"):
        readings().enter("/proc/1/ns/net", 1)


@pytest.mark.parametrize("command", ["files", "namespaces", "mounts", "names", "sockets"])
def test_hostile_lines_take_no_time(command: str) -> None:
    lines = "".join(
        f"{odd}\n" for odd in ("l" * 500_000, "l " + " /" * 200_000, " " * 500_000, "1" * 500_000)
    )
    own = Wrote("host", "own namespace", link("/proc/self/ns/net", "net:[1]"))
    found = readings(own, Wrote("host", command, lines, lines))
    assert find_namespaces(found).own == 1
    assert not found.is_socket("/x")
