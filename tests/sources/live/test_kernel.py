"""The machine that the tests run on, as far as nobody needs a privilege for it."""

import errno
import os
import re
import socket
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sources.live import wire
from topograph.sources.live.decode_links import RTM_GETLINK, decode_links
from topograph.sources.live.decode_netconf import NETCONF_IPV4, RTM_GETNETCONF, decode_netconf
from topograph.sources.live.kernel import BUFFER_BYTES, TRIES, LiveNetns, LiveReadings

OWN = "/proc/self/ns/net"
INODE = Path(OWN).stat().st_ino
NLM_F_DUMP_INTR = 0x10


@pytest.fixture(scope="module")
def readings() -> LiveReadings:
    return LiveReadings()


@pytest.fixture
def own(readings: LiveReadings) -> Iterator[LiveNetns]:
    inside = readings.enter(OWN, INODE)
    yield inside
    inside.close()


def open_files() -> set[str]:
    return set(os.listdir("/proc/self/fd"))  # noqa: PTH208 (names are wanted)


def test_the_time_is_in_utc_and_whole_seconds(readings: LiveReadings) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", readings.now())


def test_the_caller_is_who_runs_the_tests(
    readings: LiveReadings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOPOGRAPH_TEST", "yes")
    assert readings.environment("TOPOGRAPH_TEST") == "yes"
    assert readings.environment("TOPOGRAPH_TEST_MISSING") is None
    assert readings.user() == os.geteuid()
    assert readings.may_fork()


def test_small_files_are_read_up_to_a_limit(readings: LiveReadings, tmp_path: Path) -> None:
    (tmp_path / "small").write_bytes(b"x\n")
    (tmp_path / "large").write_bytes(bytes(BUFFER_BYTES + 1))
    before = open_files()
    assert readings.read(str(tmp_path / "small")) == b"x\n"
    assert len(readings.read(str(tmp_path / "large"))) == BUFFER_BYTES
    with pytest.raises(IsADirectoryError):
        readings.read(str(tmp_path))
    assert open_files() == before


def test_folders_are_listed_in_order(readings: LiveReadings, tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / name).touch()
    assert readings.listdir(str(tmp_path)) == ["a", "b", "c"]
    with pytest.raises(FileNotFoundError):
        readings.listdir(str(tmp_path / "d"))


def test_files_are_told_apart_and_links_followed(readings: LiveReadings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert readings.identity(str(tmp_path / "link")) == readings.identity(str(tmp_path / "file"))
    assert readings.readlink(str(tmp_path / "link")) == str(tmp_path / "file")
    assert readings.readlink(OWN) == f"net:[{INODE}]"


def test_a_socket_is_known_by_its_kind(readings: LiveReadings, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
    assert readings.is_socket(str(tmp_path / "s"))
    assert not readings.is_socket(str(tmp_path))
    assert not readings.is_socket(str(tmp_path / "none"))


def test_only_a_network_namespace_is_one(readings: LiveReadings, tmp_path: Path) -> None:
    (tmp_path / "stale").touch()
    # To open it would wait for somebody who writes.
    os.mkfifo(tmp_path / "pipe")
    assert readings.netns_inode(OWN) == INODE
    assert readings.netns_inode("/proc/self/ns/mnt") is None
    assert readings.netns_inode(str(tmp_path / "stale")) is None
    assert readings.netns_inode(str(tmp_path / "pipe")) is None
    with pytest.raises(FileNotFoundError):
        readings.netns_inode(str(tmp_path / "none"))


def test_only_mounts_of_namespaces_are_read(readings: LiveReadings) -> None:
    assert all(" - nsfs " in line for line in readings.netns_mounts("self"))
    with pytest.raises(FileNotFoundError):
        readings.netns_mounts("0")


def test_only_open_files_that_are_network_namespaces_are_told(
    readings: LiveReadings, tmp_path: Path
) -> None:
    mounts, plain = Path("/proc/self/ns/mnt"), tmp_path / "x"
    with Path(OWN).open() as held, mounts.open() as other, plain.open("w") as file:
        found = dict(readings.netns_files("self"))
        number = str(held.fileno())
        assert found[number] == INODE
        assert str(other.fileno()) not in found
        assert str(file.fileno()) not in found
    assert number not in dict(readings.netns_files("self"))


def test_our_own_namespace_answers_without_any_privilege(own: LiveNetns) -> None:
    links = decode_links(own.dump(RTM_GETLINK, bytes(16)), {})
    assert [link.ifname for link in links if link.ifindex == 1] == ["lo"]
    assert "ipv4.ip_forward" in decode_netconf(own.get(RTM_GETNETCONF, NETCONF_IPV4))


def test_several_questions_have_an_answer_each(own: LiveNetns) -> None:
    first, second = (decode_links(own.dump(RTM_GETLINK, bytes(16)), {}) for _ in range(2))
    assert [link.ifindex for link in first] == [link.ifindex for link in second]


def test_a_question_that_the_kernel_does_not_know_is_refused(own: LiveNetns) -> None:
    with pytest.raises(OSError, match="not supported"):
        own.get(16 + 4 * 60 + 2, bytes(16))
    # The next one is answered all the same.
    assert own.dump(RTM_GETLINK, bytes(16))


def test_settings_are_those_of_the_namespace(own: LiveNetns) -> None:
    assert own.sysctl("ipv4/ip_forward") in (b"0\n", b"1\n")
    with pytest.raises(FileNotFoundError):
        own.sysctl("ipv4/none")


def test_to_ask_for_a_number_gives_none_out(own: LiveNetns) -> None:
    assert own.nsid_of(OWN, INODE) == own.nsid_of(OWN, INODE)


def test_a_path_that_leads_elsewhere_by_now_is_not_entered(
    readings: LiveReadings, own: LiveNetns, tmp_path: Path
) -> None:
    before = open_files()
    for enter in (readings.enter, own.nsid_of):
        with pytest.raises(FileNotFoundError, match="it has gone"):
            enter(OWN, INODE + 1)
        with pytest.raises(FileNotFoundError, match="No such file"):
            enter(str(tmp_path / "none"), INODE)
    assert open_files() == before


def test_what_is_no_network_namespace_is_not_entered(readings: LiveReadings) -> None:
    before = open_files()
    path = Path("/proc/self/ns/mnt")
    with pytest.raises(OSError, match=r"Invalid argument|not permitted"):
        readings.enter(str(path), path.stat().st_ino)
    assert open_files() == before


class Wired(LiveNetns):
    """A namespace whose kernel is the other end of a pair of sockets, with its answers ready."""

    def __init__(self, *answers: bytes) -> None:
        here, self.kernel = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._here = here
        for answer in answers:
            self.kernel.send(answer)
        file = os.open(OWN, os.O_RDONLY)
        super().__init__(bytearray(BUFFER_BYTES), file, os.dup(file))
        os.close(file)

    def _inside(self, do: Callable[[], Any]) -> Any:
        return self._here

    def sent(self) -> list[tuple[int, int, int]]:
        """Return type, flags and number of each request, and hang up."""
        self.close()
        requests = []
        self.kernel.settimeout(0.01)
        while request := self._next():
            requests.append(struct.unpack_from("=4xHHI", request))
        self.kernel.close()
        return requests

    def _next(self) -> bytes:
        try:
            return self.kernel.recv(BUFFER_BYTES)
        except OSError:
            return b""


def changed(sequence: int) -> bytes:
    """A whole dump during which something changed."""
    link = wire.message(16, bytes(16), flags=2 | NLM_F_DUMP_INTR, sequence=sequence)
    return wire.datagram(link, wire.done(sequence=sequence))


def test_a_dump_is_asked_for_again_when_something_changed_meanwhile() -> None:
    sound = wire.message(16, bytes(16), sequence=3) + wire.done(sequence=3)
    inside = Wired(changed(1), changed(2), sound)
    assert inside.dump(RTM_GETLINK, bytes(16)) == [sound]
    assert inside.sent() == [(RTM_GETLINK, 0x301, number) for number in (1, 2, 3)]


def test_a_host_that_never_keeps_still_is_not_asked_forever() -> None:
    inside = Wired(*(changed(number) for number in range(1, TRIES + 2)))
    with pytest.raises(InterruptedError, match="kept changing"):
        inside.dump(RTM_GETLINK, bytes(16))
    assert len(inside.sent()) == TRIES


def test_a_dump_goes_on_over_datagrams_until_it_is_done() -> None:
    parts = [wire.message(16, bytes(16)), wire.message(16, bytes(20)), wire.done()]
    inside = Wired(*parts)
    assert inside.dump(RTM_GETLINK, bytes(16)) == parts
    inside.sent()


def test_a_dump_that_ends_with_an_errno_is_no_empty_answer() -> None:
    inside = Wired(wire.message(16, bytes(16)), wire.done(-errno.ENOBUFS))
    with pytest.raises(OSError, match="No buffer space"):
        inside.dump(RTM_GETLINK, bytes(16))
    inside.sent()


def test_what_is_left_of_an_earlier_answer_is_passed_over() -> None:
    refused = wire.message(2, struct.pack("=i", -errno.EPERM))
    late = wire.message(16, bytes(16))
    wanted = wire.message(16, bytes(24), sequence=2)
    inside = Wired(refused, late, wanted)
    with pytest.raises(PermissionError):
        inside.get(RTM_GETLINK, bytes(16))
    assert inside.get(RTM_GETLINK, bytes(16)) == [wanted]
    inside.sent()


def test_an_answer_that_does_not_fit_is_an_error_and_not_half_an_answer() -> None:
    inside = Wired(wire.message(16, bytes(BUFFER_BYTES)))
    with pytest.raises(OSError, match="larger than expected") as caught:
        inside.dump(RTM_GETLINK, bytes(16))
    assert caught.value.errno == errno.EMSGSIZE
    inside.sent()


@pytest.mark.parametrize(
    ("told", "nsid"),
    [
        (wire.integer(1, 3), 3),
        (wire.integer(1, 0), 0),
        (wire.integer(1, -1), None),
        (wire.integer(2, 3), None),
    ],
)
def test_a_namespace_without_a_number_is_given_none(told: bytes, nsid: int | None) -> None:
    inside = Wired(wire.message(88, bytes(4) + told, flags=0))
    assert inside.nsid_of(OWN, INODE) == nsid
    # RTM_GETNSID, and no flag that would make one.
    assert inside.sent() == [(90, 0x1, 1)]


def test_a_namespace_that_gives_no_socket_is_left_alone() -> None:
    class Refusing(LiveNetns):
        def _inside(self, do: Callable[[], Any]) -> Any:
            raise PermissionError(errno.EPERM, "Operation not permitted")

    with Path(OWN).open() as own:
        before = open_files()
        with pytest.raises(PermissionError):
            Refusing(bytearray(16), own.fileno(), os.dup(own.fileno()))
        assert open_files() == before
