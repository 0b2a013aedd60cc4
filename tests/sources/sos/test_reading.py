"""From an archive to a snapshot, in every shape that an archive may have."""

import io
import tarfile
from pathlib import Path

import pytest

from tests.sources.archives.packed import PACKERS, tar_of, zip_of
from tests.sources.sos.report import ROOT, SECRETS, entry, manifest, report
from topograph.errors import MalformedArchive, TopographError, UnknownSource
from topograph.facts import Snapshot
from topograph.snapshot import encode
from topograph.sources import load, open_source
from topograph.sources.archives.budget import Budget, Limits
from topograph.sources.archives.tars import walk_tar
from topograph.sources.contents import snapshot_of_members

ADDRESSES = "sos_commands/networking/ip_-d_address"


def rooted(files: dict[str, bytes], root: str = f"{ROOT}/") -> dict[str, bytes]:
    return {root + name: data for name, data in files.items()}


def read(data: bytes) -> Snapshot:
    return open_source("-", stdin=io.BytesIO(data))


def refused(data: bytes) -> TopographError:
    with pytest.raises(TopographError) as caught:
        read(data)
    return caught.value


@pytest.fixture(scope="module")
def whole() -> Snapshot:
    return read(tar_of(rooted(report())))


def test_the_host_is_told(whole: Snapshot) -> None:
    [host] = whole.hosts
    assert (host.hostname, host.kernel, host.arch) == ("web1", "6.1.0-18-amd64", "x86_64")
    assert host.os == "Debian GNU/Linux 12 (bookworm)"
    assert host.machine_id == "00112233445566778899aabbccddeeff"
    assert host.boot_id == "00000000-0000-4000-8000-000000000001"
    assert whole.captured_at == "2026-11-26T12:50:37Z"


def test_its_links_are_told(whole: Snapshot) -> None:
    root = next(netns for netns in whole.hosts[0].namespaces if netns.root)
    assert [(link.ifname, link.kind, link.mac) for link in root.links] == [
        ("lo", "", "00:00:00:00:00:00"),
        ("eth0", "", "00:00:5e:00:53:01"),
        ("docker0", "bridge", "00:00:5e:00:53:02"),
        ("veth1", "veth", "00:00:5e:00:53:03"),
    ]
    addresses = {link.ifname: [one.address for one in link.addresses] for link in root.links}
    assert addresses["eth0"] == ["192.0.2.10/24"]
    assert root.links[3].master == root.links[2].ifindex
    assert [route.dst for route in root.routes][:1] == ["default"]
    assert [one.mac for one in root.neighbours] == ["00:00:5e:00:53:04"]
    assert root.sysctls == {"ipv4.ip_forward": 1}


def test_the_namespace_that_has_a_name_is_told(whole: Snapshot) -> None:
    [blue] = [netns for netns in whole.hosts[0].namespaces if netns.names == ["blue"]]
    assert [link.ifname for link in blue.links] == ["lo", "v1"]
    assert [one.address for one in blue.links[1].addresses] == ["203.0.113.9/24"]


def test_its_containers_are_told(whole: Snapshot) -> None:
    [redis] = whole.hosts[0].containers
    assert (redis.names, redis.image, redis.state) == (["redis"], "redis:7", "running")
    assert redis.id == "0123456789ab" + "c" * 52
    assert [one.addresses for one in redis.endpoints] == [["198.51.100.2/24"]]


def test_what_sos_does_not_look_at_is_a_gap(whole: Snapshot) -> None:
    assert any("`ip netns` only" in gap.what for gap in whole.gaps)


@pytest.mark.parametrize("kind", PACKERS)
def test_the_archive_may_be_compressed(whole: Snapshot, kind: str) -> None:
    assert read(PACKERS[kind](tar_of(rooted(report())))) == whole


def test_the_archive_may_be_a_zip(whole: Snapshot) -> None:
    assert read(zip_of(rooted(report()))) == whole


def test_the_order_of_its_files_is_of_no_matter(whole: Snapshot) -> None:
    files = rooted(report())
    assert read(tar_of(dict(reversed(files.items())))) == whole


@pytest.mark.parametrize("root", ["", f"{ROOT}/", f"tickets/1234/{ROOT}/", "renamed/"])
def test_a_folder_may_hold_it_at_any_depth(tmp_path: Path, whole: Snapshot, root: str) -> None:
    for name, data in rooted(report(), root).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    snapshot = load(tmp_path)
    assert snapshot.hosts == whole.hosts


def test_nothing_secret_gets_into_the_snapshot(whole: Snapshot) -> None:
    files = b"".join(report().values())
    assert files.count(SECRETS.encode()) > 5
    assert SECRETS.encode() not in encode(whole)


def test_a_manifest_tells_when_sos_began_and_what_failed() -> None:
    said = manifest(
        entry("ip -d address", ADDRESSES, start_time=1_700_000_000.7),
        entry("ip -s -s neigh show", "sos_commands/networking/ip_-s_-s_neigh_show", 1),
    )
    snapshot = read(tar_of(rooted(report({"sos_reports/manifest.json": said}))))
    assert snapshot.captured_at == "2023-11-14T22:13:20Z"
    assert "`ip -s -s neigh show` failed with status 1" in [gap.what for gap in snapshot.gaps]


def test_without_any_date_the_archive_tells_when_its_files_were_written() -> None:
    assert read(tar_of(report({"sos_commands/date/date_--utc": None}))).captured_at == (
        "2023-11-14T22:13:20Z"
    )


def test_a_damaged_manifest_is_a_gap() -> None:
    snapshot = read(tar_of(rooted(report({"sos_reports/manifest.json": "{"}))))
    assert [link.ifname for link in snapshot.hosts[0].namespaces[0].links][1] == "eth0"
    assert [gap.what for gap in snapshot.gaps if "damaged" in gap.what] == [
        f"{ROOT}/sos_reports/manifest.json is damaged, so that no failure of a command is known"
    ]


def test_a_member_with_a_hostile_name_is_a_gap_and_no_file() -> None:
    link = tarfile.TarInfo(f"{ROOT}/etc/hostname")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
    data = tar_of(rooted(report()) | {f"{ROOT}/../../etc/hostname": b"evil\n"}, link)
    snapshot = read(data)
    assert snapshot.hosts[0].hostname == "web1"
    assert [gap.what for gap in snapshot.gaps if gap.source == "archive"] == [
        f"{ROOT}/../../etc/hostname was left out: its name leads out of the archive"
    ]


def in_native_order(**others: str | None) -> dict[str, bytes]:
    """Return an archive as sos 4.5 and newer write it: the manifest first, and logs last."""
    said = manifest(
        *(
            entry(name.rpartition("/")[2].replace("_", " "), name)
            for name in report()
            if name.startswith("sos_commands/")
        ),
        files=("etc/machine-id", "etc/os-release", "proc/sys/kernel/random/boot_id"),
    )
    first = {"version.txt": b"sosreport: 4.12.0\n", "sos_reports/manifest.json": said.encode()}
    return rooted(first | report(others))


def test_once_all_is_there_the_rest_is_not_read() -> None:
    files = in_native_order() | {f"{ROOT}/var/log/big": b"x" * 100_000}
    data = tar_of(files)
    assert read(data[:-50_000]) == read(data)


def test_what_is_missing_is_waited_for() -> None:
    data = tar_of(in_native_order(**{"sos_commands/host/hostname": None}))
    assert isinstance(refused(data[:-11_000]), MalformedArchive)


def test_an_archive_that_is_cut_short_is_told() -> None:
    error = refused(PACKERS["xz"](tar_of(rooted(report())))[:-300])
    assert str(error) == "stdin: cut short: the xz data has no end; copy the file again"
    assert isinstance(error, MalformedArchive)


def test_sosreports_of_several_hosts_are_refused_by_their_names() -> None:
    data = tar_of(rooted(report(), "a/") | rooted(report(), "b/"))
    error = refused(data)
    assert isinstance(error, UnknownSource)
    assert str(error) == "stdin: several sosreports: a/ and b/; name one of them"


def test_a_second_report_behind_a_whole_one_is_seen() -> None:
    """Until sos 4.5 the manifest stands among the other files, so that more may follow."""
    said = manifest(entry("ip -d address", ADDRESSES))
    files = report({"sos_reports/manifest.json": said})
    error = refused(tar_of(rooted(files, "a/") | rooted(files, "b/")))
    assert error.what == "several sosreports: a/ and b/"


def test_of_a_file_that_comes_twice_the_last_one_counts_and_takes_the_room_of_one() -> None:
    name = f"{ROOT}/sos_commands/host/hostname"
    first = tar_of({name: b"x" * 4000})[:4608]
    budget = Budget("host.tar", Limits(kept=8000))
    data = first + first + tar_of(rooted(report()))
    snapshot = snapshot_of_members(walk_tar(io.BytesIO(data), budget), budget)
    assert snapshot.hosts[0].hostname == "web1"


@pytest.mark.parametrize("suffix", [".tar.xz", ".tar.gz", ".tar"])
def test_what_sos_collect_gathers_has_to_be_unpacked(suffix: str) -> None:
    name = f"sos-collect-x/sosreport-web1-abc{suffix}"
    assert str(refused(tar_of({name: b"\xfd7zXZ"}))) == (
        f"stdin: sosreports in an archive, such as {name}; unpack it, and name one"
    )


def test_a_sosreport_without_a_network_is_refused_with_what_to_do() -> None:
    files = {name: data for name, data in report().items() if "network" not in name}
    data = tar_of(rooted({name: data for name, data in files.items() if "docker" not in name}))
    assert "run sos report with its plugins networking, docker" in str(refused(data))
