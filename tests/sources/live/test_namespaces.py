"""Which namespaces there are, and what keeps them alive."""

import errno
from collections.abc import Sequence

import pytest

from tests.sources.live.kernel_readings import OWN, KernelHost, Process, refusal
from topograph.facts import Processes
from topograph.sources.live.namespaces import FoundNetns, Search, find_namespaces

A, B = 4026532250, 4026532326
DENIED = refusal(errno.EACCES)
GONE = refusal(errno.ENOENT)
NO_PROCESS = refusal(errno.ESRCH)


def mount(inode: int, mount_point: str) -> str:
    return f"144 65 0:4 net:[{inode}] {mount_point} rw shared:1 - nsfs nsfs rw"


def held(*lines: str) -> Search:
    """Search a host whose only process sees these mounts."""
    return find_namespaces(KernelHost(processes={1: Process(mounts=lines)}))


def others(search: Search) -> list[FoundNetns]:
    assert search.namespaces[0].inode == search.own == OWN
    return search.namespaces[1:]


def test_our_own_namespace_is_there_even_where_no_process_can_be_seen() -> None:
    search = find_namespaces(KernelHost(processes={}))
    assert search.namespaces == [FoundNetns(OWN, path="/proc/self/ns/net")]
    assert search.gaps == []


def test_the_lowest_process_stands_for_all_of_a_namespace() -> None:
    processes = {1: Process(), 30: Process(A, comm="nginx"), 4: Process(A, comm="tini")}
    search = find_namespaces(KernelHost(processes=processes))
    [found] = others(search)
    assert found.processes == Processes(count=2, pid=4, comm="tini")
    assert found.path == "/proc/4/ns/net"
    assert [(process.pid, process.netns) for process in search.processes] == [
        (1, OWN),
        (4, A),
        (30, A),
    ]


def test_namespaces_come_by_inode_behind_our_own() -> None:
    processes = {1: Process(B), 2: Process(A), 3: Process()}
    search = find_namespaces(KernelHost(processes=processes))
    assert [found.inode for found in others(search)] == [A, B]
    assert search.namespaces[0].path == "/proc/self/ns/net"


def test_the_name_of_a_process_may_be_gone_or_no_utf8() -> None:
    class Ending(KernelHost):
        def read(self, path: str) -> bytes:
            if path == "/proc/2/comm":
                raise NO_PROCESS
            return super().read(path)

    search = find_namespaces(
        Ending(processes={1: Process(), 2: Process(A), 3: Process(B, comm="\udcff")})
    )
    assert [found.processes and found.processes.comm for found in others(search)] == ["", "\ufffd"]


@pytest.mark.parametrize("error", [GONE, NO_PROCESS])
def test_a_process_that_ends_meanwhile_is_nothing_to_speak_of(error: OSError) -> None:
    for gone in (
        Process(error),
        Process(mount_namespace=error),
        Process(mounts=error),
        Process(files=error),
    ):
        search = find_namespaces(KernelHost(processes={1: Process(), 2: gone}))
        assert search.gaps == []
        assert others(search) == []


def test_a_process_without_mounts_any_more_is_nothing_to_speak_of() -> None:
    ended = Process(mounts=refusal(errno.EINVAL))
    seen = Process(mounts=[mount(A, "/run/kept")])
    search = find_namespaces(KernelHost(processes={1: ended, 2: seen}))
    assert search.gaps == []
    # The other one is asked about the same mount namespace.
    assert [found.inode for found in others(search)] == [A]


def test_a_link_that_names_no_namespace_is_one_that_we_could_not_read() -> None:
    class Strange(KernelHost):
        def readlink(self, path: str) -> str:
            return "net:[many]" if path == "/proc/2/ns/net" else super().readlink(path)

    search = find_namespaces(Strange(processes={1: Process(), 2: Process()}))
    assert search.processes[1].netns is None
    assert len(search.gaps) == 1


def test_a_namespace_is_named_by_its_file() -> None:
    host = KernelHost(
        folders={"/run/netns": ["blue"], "/run/docker/netns": ["0123456789ab"]},
        named={"/run/netns/blue": A, "/run/docker/netns/0123456789ab": B},
    )
    assert others(find_namespaces(host)) == [
        FoundNetns(A, path="/run/netns/blue", names=["blue"]),
        FoundNetns(B, path="/run/docker/netns/0123456789ab", names=["0123456789ab"]),
    ]


def test_all_that_lead_to_one_inode_are_one_namespace() -> None:
    host = KernelHost(
        processes={
            1: Process(mounts=[mount(A, "/run/docker/netns/0123456789ab"), mount(A, "/kept")]),
            7: Process(A, comm="nginx", files=[("3", A)]),
            8: Process(mount_namespace="mnt:[2]", mounts=[mount(A, "/kept"), mount(A, "/more")]),
        },
        folders={"/run/netns": ["blue"], "/run/docker/netns": ["0123456789ab"]},
        named={"/run/netns/blue": A, "/run/docker/netns/0123456789ab": A},
    )
    [found] = others(find_namespaces(host))
    assert found == FoundNetns(
        A,
        path="/proc/7/ns/net",
        names=["blue", "0123456789ab"],
        held_by=["/kept", "/more"],
        processes=Processes(count=1, pid=7, comm="nginx"),
    )


def test_a_folder_that_leads_to_the_other_names_nothing_twice() -> None:
    host = KernelHost(
        folders={"/run/netns": ["0123456789ab"], "/run/docker/netns": ["0123456789ab"]},
        named={"/run/netns/0123456789ab": A, "/run/docker/netns/0123456789ab": A},
    )
    [found] = others(find_namespaces(host))
    assert found.names == ["0123456789ab"]


def test_our_own_namespace_may_have_a_name_too() -> None:
    host = KernelHost(folders={"/run/netns": ["host"]}, named={"/run/netns/host": OWN})
    search = find_namespaces(host)
    assert others(search) == []
    assert search.namespaces[0].names == ["host"]
    assert search.namespaces[0].path == "/proc/self/ns/net"


def test_plain_files_that_an_engine_left_behind_are_no_namespaces() -> None:
    host = KernelHost(
        folders={"/run/docker/netns": ["default", "0123456789ab", "gone"]},
        named={"/run/docker/netns/default": OWN, "/run/docker/netns/0123456789ab": None},
    )
    search = find_namespaces(host)
    assert others(search) == []
    assert search.gaps == []


@pytest.mark.parametrize(
    ("user", "hint"), [(1000, "run as root to see them all"), (0, "CAP_SYS_PTRACE")]
)
def test_a_folder_that_is_refused_is_a_gap(user: int, hint: str) -> None:
    host = KernelHost(user=user, folders={"/run/docker/netns": refusal(errno.EACCES)})
    [gap] = find_namespaces(host).gaps
    assert gap.what == "/run/docker/netns could not be read: Permission denied"
    assert hint in gap.hint
    assert (gap.source, gap.subject) == ("namespaces", "host")


def test_a_namespace_may_be_held_by_a_mount_alone() -> None:
    [found] = others(held(mount(A, "/run/kept")))
    assert found == FoundNetns(A, path="/proc/1/root/run/kept", held_by=["/run/kept"])


def test_a_named_namespace_of_another_mount_namespace_is_held_by_a_mount() -> None:
    [found] = others(held(mount(A, "/run/netns/blue")))
    assert (found.names, found.held_by) == ([], ["/run/netns/blue"])


@pytest.mark.parametrize("folder", ["/run/netns", "/var/run/netns"])
def test_the_mount_of_a_name_is_no_news(folder: str) -> None:
    host = KernelHost(
        processes={1: Process(mounts=[mount(A, f"{folder}/blue")])},
        folders={"/run/netns": ["blue"]},
        named={"/run/netns/blue": A},
    )
    [found] = others(find_namespaces(host))
    assert (found.names, found.held_by) == (["blue"], [])


@pytest.mark.parametrize(
    ("field", "path"),
    [
        ("/a\\040b", "/a b"),
        ("/a\\011b", "/a\tb"),
        ("/a\\012b", "/a\nb"),
        ("/a\\134b", "/a\\b"),
        ("/a\\134040b", "/a\\040b"),
        ("/a\\134\\040b", "/a\\ b"),
        ("/a\\043b", "/a\\043b"),
    ],
)
def test_the_escapes_of_a_mount_point_are_undone(field: str, path: str) -> None:
    [found] = others(held(mount(A, field)))
    assert (found.held_by, found.path) == ([path], f"/proc/1/root{path}")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "144 65 0:4",
        "144 65 0:4 net:[4026532250]",
        "144 65 0:4 mnt:[4026532250] /run/kept rw - nsfs nsfs rw",
        "144 65 0:4 net:[] /run/kept rw - nsfs nsfs rw",
        "144 65 0:4 net:[-1] /run/kept rw - nsfs nsfs rw",
        f"144 65 0:4 net:[{'9' * 5000}] /run/kept rw - nsfs nsfs rw",
        "144 65 0:4 net:[4026532250 /run/kept rw - nsfs nsfs rw",
    ],
)
def test_other_mounts_are_no_namespaces(line: str) -> None:
    search = held(line)
    assert others(search) == []
    assert search.gaps == []


def test_each_mount_namespace_is_looked_at_once() -> None:
    looked_at: list[str] = []

    class Counting(KernelHost):
        def netns_mounts(self, pid: str) -> list[str]:
            looked_at.append(pid)
            return super().netns_mounts(pid)

    processes = {pid: Process() for pid in range(1, 50)}
    find_namespaces(Counting(processes={**processes, 60: Process(mount_namespace="mnt:[2]")}))
    assert looked_at == ["1", "60"]


def test_a_namespace_may_be_held_by_an_open_file_alone() -> None:
    host = KernelHost(processes={1: Process(), 9: Process(files=[("3", OWN), ("12", A)])})
    assert others(find_namespaces(host)) == [
        FoundNetns(A, path="/proc/9/fd/12", held_by=["/proc/9/fd/12"])
    ]


def test_the_first_open_file_is_enough() -> None:
    files: Sequence[tuple[str, int]] = [("3", A), ("4", A)]
    host = KernelHost(processes={1: Process(files=files), 2: Process(files=files)})
    [found] = others(find_namespaces(host))
    assert found.held_by == ["/proc/1/fd/3"]


def unseen() -> Process:
    return Process(DENIED, DENIED, mounts=DENIED, files=DENIED)


@pytest.mark.parametrize(("count", "whose"), [(1, "process 2"), (3, "3 processes")])
def test_processes_of_others_are_one_gap(count: int, whose: str) -> None:
    hidden = {pid: unseen() for pid in range(2, 2 + count)}
    host = KernelHost(user=1000, processes={1: Process(), **hidden})
    search = find_namespaces(host)
    [gap] = search.gaps
    assert gap.what == f"the network namespace of {whose} could not be read"
    assert gap.hint == "run as root to see them all"
    assert [process.netns for process in search.processes] == [OWN, *[None] * count]
    assert others(search) == []


@pytest.mark.parametrize(
    "hidden",
    [
        Process(mount_namespace=DENIED),
        Process(mount_namespace="mnt:[2]", mounts=DENIED),
        Process(files=DENIED),
    ],
)
def test_files_of_others_are_a_gap_of_their_own(hidden: Process) -> None:
    [gap] = find_namespaces(KernelHost(processes={1: Process(), 2: hidden})).gaps
    assert gap.what.startswith("mounts and open files of a process could not be read")
    assert "held by nothing else is missing" in gap.what


def test_files_of_many_others_are_counted() -> None:
    processes = {pid: Process(mount_namespace=f"mnt:[{pid}]", files=DENIED) for pid in range(1, 4)}
    [gap] = find_namespaces(KernelHost(processes=processes)).gaps
    assert "of 3 processes" in gap.what


def test_what_is_not_a_number_in_proc_is_no_process() -> None:
    class Strange(KernelHost):
        def listdir(self, path: str) -> list[str]:
            names = ["1", "1x", "\u0661", "\u00b2", "-1", "9" * 5000]
            return names if path == "/proc" else super().listdir(path)

    search = find_namespaces(Strange())
    assert [process.pid for process in search.processes] == [1]
