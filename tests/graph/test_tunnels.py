from tests.graph.build_facts import BOX, ROOT, box, end, host, root, stock
from topograph.facts import FdbEntry, Vxlan
from topograph.graph.inventory import LinkKey
from topograph.graph.tunnels import find_remotes, remote_of

MAC = "00:00:5e:00:53:01"
VXLAN = end(3, "vxlan0", kind="vxlan", vxlan=Vxlan(id=42, remote="2001:DB8::9"))


def test_the_remote_and_the_forwarding_database_of_a_vxlan_lead_to_far_ends() -> None:
    fdb = [
        FdbEntry(link=3, mac=MAC, dst=dst)
        for dst in ("198.51.100.2", "2001:db8::9", "198.51.100.1", "198.51.100.2", None)
    ]
    found = find_remotes(stock(host(root(), box(VXLAN, fdb=fdb))))
    assert found == {LinkKey(BOX, 3): ["198.51.100.1", "198.51.100.2", "2001:db8::9"]}


def test_groups_and_nonsense_are_no_far_ends() -> None:
    silent = end(
        3, "vxlan0", kind="vxlan", vxlan=Vxlan(id=42, remote="0.0.0.0", group="239.1.1.1")
    )
    fdb = [FdbEntry(link=3, mac=MAC, dst=dst) for dst in ("239.1.1.1", "::", "nonsense")]
    fdb.append(FdbEntry(link=99, mac=MAC, dst="198.51.100.1"))
    assert find_remotes(stock(host(root(silent, fdb=fdb)))) == {}


def test_a_tunnel_over_ip_tells_its_remote_as_broadcast() -> None:
    gre = end(4, "gre1", kind="gre", mac="192.0.2.1", broadcast="198.51.100.9")
    assert remote_of(gre) == "198.51.100.9"
    assert find_remotes(stock(host(root(gre)))) == {LinkKey(ROOT, 4): ["198.51.100.9"]}


def test_the_broadcast_of_other_links_is_no_remote() -> None:
    assert remote_of(end(2, "eth0", broadcast="ff:ff:ff:ff:ff:ff")) is None
    assert remote_of(end(2, "gre0", kind="gre", broadcast="0.0.0.0")) is None
    assert remote_of(end(2, "gretap0", kind="gretap", broadcast="ff:ff:ff:ff:ff:ff")) is None
