from tests.hosts import ROOT_INODE, loopback, snapshot
from tests.render.mixed_host import mixed
from tests.tables.cells import cells
from topograph.facts import Host, Netns, Processes
from topograph.tables import TABLES

namespaces = TABLES["namespaces"]


def test_those_that_ip_netns_cannot_see_are_listed_too() -> None:
    table = namespaces(mixed())
    rows = {row["namespace"]: row for row in (cells(table, n) for n in range(len(table.rows)))}
    assert list(rows) == ["web1", "1-0123456789", "batch", "blue", "shut", "web"]
    assert rows["web"] == {
        "namespace": "web",
        "inode": str(ROOT_INODE + 700),
        "names": "",
        "nsid": "0",
        "containers": "web\nsidecar",
        "process": "500 web",
        "processes": "2",
        "links": "3",
        "held_by": "",
    }
    assert (rows["blue"]["names"], rows["blue"]["nsid"]) == ("blue", "1")
    assert (rows["shut"]["links"], rows["shut"]["processes"]) == ("not read", "0")


def test_what_holds_a_namespace_without_a_process_is_told() -> None:
    held = Netns(inode=2, held_by=["/run/b", "/proc/7/fd/3"], links=[loopback()])
    root = Netns(
        inode=1,
        root=True,
        nsids={-1: 2, 4294967295: 2, 5: 2, 4: 2},
        links=[loopback()],
        processes=Processes(count=3, pid=1, comm="init"),
    )
    row = cells(namespaces(snapshot(Host(hostname="web1", namespaces=[held, root]))), 1)
    assert row["held_by"] == "/proc/7/fd/3\n/run/b"
    assert row["nsid"] == "4\n5", "a number that means none assigned is none"


def test_without_a_root_nothing_has_a_number() -> None:
    alone = Netns(inode=2, nsids={0: 2}, links=[loopback()])
    row = cells(namespaces(snapshot(Host(hostname="web1", namespaces=[alone]))), 0)
    assert row["nsid"] == ""
