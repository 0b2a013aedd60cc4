from topograph.facts import (
    Container,
    Endpoint,
    Engine,
    FdbEntry,
    Gap,
    Host,
    Link,
    Netns,
    Processes,
    Snapshot,
)
from topograph.sources.text.assembling import assemble
from topograph.sources.text.cleaning import lines_of
from topograph.sources.text.known import Known
from topograph.sources.text.transcripts import read_transcript

MAC, MAC2 = "00:00:5e:00:53:01", "00:00:5e:00:53:02"
ID = "0123456789abcdef" * 4
HEAD = "mtu 1500 qdisc noqueue"
UP = "<BROADCAST,MULTICAST,UP,LOWER_UP>"


def assembled(text: str, known: Known | None = None) -> Snapshot:
    outputs = read_transcript(lines_of(text.encode()), "notes.txt").outputs
    return assemble(outputs, known or Known())


def host(text: str, known: Known | None = None) -> Host:
    (found,) = assembled(text, known).hosts
    return found


def root(text: str, known: Known | None = None) -> Netns:
    (found,) = [netns for netns in host(text, known).namespaces if netns.root]
    return found


def links(text: str) -> dict[str, Link]:
    return {link.ifname: link for link in root(text).links}


def whats(snapshot: Snapshot) -> list[str]:
    return [gap.what for gap in snapshot.gaps]


def test_the_parts_of_a_link_come_from_several_outputs() -> None:
    found = links(
        f"$ ip addr\n3: br0: {UP} {HEAD} state UP\n    inet 192.0.2.1/24 scope global br0\n"
        "$ brctl show\nbridge name\tbridge id\t\tSTP enabled\tinterfaces\n"
        "br0\t\t8000.00005e005301\tyes\t\tveth1\n"
    )
    br0, veth1 = found["br0"], found["veth1"]
    assert (br0.ifindex, br0.kind, br0.addresses[0].address) == (3, "bridge", "192.0.2.1/24")
    assert br0.bridge is not None
    assert br0.bridge.stp_state == 1
    assert (veth1.ifindex, veth1.master) == (-1, 3)
    assert {"ifindex", "kind", "mac", "mtu", "is_up"} <= set(veth1.untold)
    assert "master" not in veth1.untold


def test_what_came_later_is_right() -> None:
    found = links(
        f"$ ip addr\n3: br0: <NO-CARRIER,UP> {HEAD} master x state DOWN\n    link/ether {MAC}\n"
        f"$ ip addr\n3: br0: {UP} {HEAD} state UP\n    link/ether {MAC2}\n"
    )
    assert (found["br0"].operstate, found["br0"].mac, found["br0"].master) == ("UP", MAC2, None)


def test_a_link_that_came_again_under_its_name_is_another() -> None:
    found = links(
        f"$ ip addr\n3: br0: {UP} {HEAD}\n    link/ether {MAC}\n$ ip link\n9: br0: {UP} {HEAD}\n"
    )
    assert (found["br0"].ifindex, found["br0"].mac) == (9, None)


def test_a_link_that_was_renamed_is_one() -> None:
    found = links(f"$ ip link\n3: a: {UP} {HEAD}\n$ ip link\n3: b: {UP} {HEAD}\n")
    assert list(found) == ["b"]


def test_names_become_numbers() -> None:
    netns = root(
        f"$ ip link\n2: eth0: {UP} {HEAD}\n5: eth0.7@eth0: {UP} {HEAD} master br0\n"
        "$ ip route\ndefault via 192.0.2.1 dev eth0\n"
        "$ ip neigh\n192.0.2.1 dev eth0 lladdr 00:00:5e:00:53:01 REACHABLE\n"
        "$ bridge fdb\n00:00:5e:00:53:09 dev eth0.7 master br0 permanent\n"
    )
    numbers = {link.ifname: link.ifindex for link in netns.links}
    assert numbers == {"eth0": 2, "eth0.7": 5, "br0": -1}
    assert (netns.links[1].iflink, netns.links[1].master) == (2, -1)
    assert netns.routes[0].link == 2
    assert netns.neighbours[0].link == 2
    assert (netns.fdb[0].link, netns.fdb[0].master) == (5, -1)


def test_what_was_told_twice_is_there_once() -> None:
    again = "$ ip route\ndefault via 192.0.2.1 dev eth0\n$ ip rule\n0:\tfrom all lookup local\n"
    netns = root(again * 2)
    assert (len(netns.routes), len(netns.rules)) == (1, 1)


def test_the_local_entry_of_brctl_tells_which_port_has_a_number() -> None:
    netns = root(
        f"$ ip link\n3: br0: {UP} {HEAD}\n7: v7: {UP} {HEAD} master br0\n    link/ether {MAC}\n"
        "$ brctl showmacs br0\nport no\tmac addr\t\tis local?\tageing timer\n"
        f"  2\t{MAC}\tyes\t\t   0.00\n  2\t{MAC2}\tno\t\t   1.50\n"
        f"  3\t{MAC2}\tno\t\t   1.50\n"
    )
    learned = FdbEntry(link=7, mac=MAC2, master=3, age=1.5)
    assert [(one.link, one.mac, one.is_local) for one in netns.fdb] == [
        (7, MAC, True),
        (7, MAC2, False),
    ]
    assert (netns.fdb[1].age, netns.fdb[1].master) == (learned.age, learned.master)


def test_an_entry_of_which_the_port_is_not_told_is_a_gap() -> None:
    text = (
        f"$ brctl showmacs br0\nport no\tmac addr\t\tis local?\tageing timer\n  3\t{MAC}\tno\t1\n"
    )
    snapshot = assembled(text)
    assert snapshot.hosts[0].namespaces[0].fdb == []
    assert (
        "1 entries of a forwarding database name a port by a number that nothing explains"
        in whats(snapshot)
    )


def test_a_namespace_is_known_by_all_its_references() -> None:
    found = host(
        f"$ ip netns exec blue ip addr\n2: eth0: {UP} {HEAD}\n"
        "$ lsns -t net\n        NS TYPE NPROCS   PID USER    NETNSID NSFS            COMMAND\n"
        "4026532281 net       1  2483 root          0 /run/netns/blue redis-server\n"
        f"$ nsenter -t 2483 -n ip route\ndefault dev eth0\n"
    )
    (blue,) = [netns for netns in found.namespaces if not netns.root]
    assert (blue.inode, blue.names) == (4026532281, ["blue"])
    assert [link.ifname for link in blue.links] == ["eth0"]
    assert blue.routes[0].link == 2
    assert blue.processes == Processes(count=1, pid=2483, comm="redis-server")
    assert found.namespaces[0].nsids == {0: 4026532281}


def test_a_namespace_without_an_inode_has_a_number_below_0() -> None:
    found = host(f"$ ip netns exec blue ip addr\n2: eth0: {UP} {HEAD}\n")
    assert [(one.inode, one.names) for one in found.namespaces] == [(-1, []), (-2, ["blue"])]
    assert all("inode" in one.untold for one in found.namespaces)


def test_a_namespace_that_could_not_be_entered_is_not_there() -> None:
    snapshot = assembled(
        "$ ip netns exec blue ip addr\n"
        'Cannot open network namespace "blue": No such file or directory\n'
    )
    assert len(snapshot.hosts[0].namespaces) == 1
    assert snapshot.gaps[0].subject == "notes.txt:2"
    assert snapshot.gaps[0].what.startswith("`ip addr` told nothing: Cannot open")


def test_the_parts_of_a_container_come_from_several_outputs() -> None:
    found = host(
        f"$ docker run -d redis\n{ID}\n"
        "$ docker ps\nCONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES\n"
        f'{ID[:12]}   redis   "x"   1 s ago   Up 1 second   6379/tcp   cache\n'
    )
    (cache,) = found.containers
    assert (cache.id, cache.names, cache.image, cache.state) == (ID, ["cache"], "redis", "running")
    assert {"netns", "endpoints", "labels"} <= set(cache.untold)
    assert "image" not in cache.untold


def test_a_container_in_which_a_command_ran_is_there_though_nothing_tells_of_it() -> None:
    found = host(f"$ docker exec web ip addr\n2: eth0: {UP} {HEAD}\n")
    assert [(one.names, one.netns) for one in found.containers] == [(["web"], -2)]


def test_a_command_in_a_container_is_in_its_namespace() -> None:
    found = host(
        "$ docker ps\nCONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES\n"
        f'{ID[:12]}   redis   "x"   1 s ago   Up 1 second   6379/tcp   cache\n'
        f"$ docker exec {ID[:4]} ip addr\n2: eth0: {UP} {HEAD}\n"
        "$ docker exec cache ip route\ndefault dev eth0\n"
    )
    (cache,) = found.containers
    assert cache.netns == -2
    assert "netns" not in cache.untold
    assert found.namespaces[1].routes[0].link == 2


def test_a_host_is_called_as_its_prompt_calls_it() -> None:
    assert host(f"a@web1:~$ ip link\n2: eth0: {UP} {HEAD}\n").hostname == "web1"
    nameless = host(f"$ ip link\n2: eth0: {UP} {HEAD}\n")
    assert (nameless.hostname, "hostname" in nameless.untold) == ("host", True)


def test_two_hosts_stay_apart() -> None:
    text = f"a@web1:~$ ip link\n2: eth0: {UP} {HEAD}\na@web2:~$ ip link\n2: eth1: {UP} {HEAD}\n"
    found = assembled(text).hosts
    assert [(one.hostname, one.namespaces[0].links[0].ifname) for one in found] == [
        ("web1", "eth0"),
        ("web2", "eth1"),
    ]


def test_what_the_source_knows_is_part_of_it() -> None:
    known = Known(
        source="bundle",
        captured_at="2026-11-26T12:00:00Z",
        host={"hostname": "web1", "kernel": "6.1"},
        root=7,
        namespaces=[Netns(inode=8, names=["blue"], processes=Processes(count=2, pid=9, comm="x"))],
        are_all_namespaces=True,
        engine=Engine(name="docker", socket="unix:///run/docker.sock"),
        gaps=[Gap(source="bundle", subject="host", what="no nsenter")],
    )
    snapshot = assembled(f"$ ip netns exec blue ip link\n2: eth0: {UP} {HEAD}\n", known)
    (found,) = snapshot.hosts
    assert (found.hostname, found.kernel, snapshot.captured_at) == (
        "web1",
        "6.1",
        "2026-11-26T12:00:00Z",
    )
    assert [(one.inode, one.root, len(one.links)) for one in found.namespaces] == [
        (7, True, 0),
        (8, False, 1),
    ]
    assert found.engines == [known.engine]
    assert "namespaces" not in found.untold
    assert snapshot.gaps[0] == known.gaps[0]


def test_an_output_in_full_leaves_nothing_untold() -> None:
    netns = root(
        f"$ ip addr\n2: eth0: {UP} {HEAD}\n$ ip route show table all\ndefault dev eth0\n"
        "$ ip rule\n0:\tfrom all lookup local\n$ ip -6 rule\n0:\tfrom all lookup local\n"
        "$ ip neigh\n192.0.2.1 dev eth0 FAILED\n$ bridge fdb\n33:33:00:00:00:01 dev eth0 self\n"
    )
    assert not {"links", "routes", "rules", "neighbours", "fdb"} & set(netns.untold)


def test_an_ellipsis_leaves_the_list_untold() -> None:
    netns = root(f"$ ip addr\n...\n2: eth0: {UP} {HEAD}\n    ...\n")
    assert "links" in netns.untold
    assert "addresses" in netns.links[0].untold


def test_what_nobody_understood_is_a_gap_with_its_place_and_without_its_values() -> None:
    snapshot = assembled(
        f"$ ip link\n2: eth0: {UP} {HEAD}\nPASSWORD=hunter2 x\nwhat is this now\n"
    )
    (gap,) = [one for one in snapshot.gaps if one.subject == "notes.txt:3-4"]
    assert gap.what == "2 lines were not understood, the first: PASSWORD x …"


def test_what_was_not_told_is_one_gap_for_the_namespaces_that_lack_the_same() -> None:
    link = f"ip link\n2: eth0: {UP} {HEAD}\n"
    named = "".join(f"$ ip netns exec {name} {link}" for name in "abcdefg")
    details = f"    link/ether {MAC} brd ff:ff:ff:ff:ff:ff promiscuity 0\n"
    entered = f"$ nsenter -t 7 -n {link}$ nsenter -t 8 -n ip -d {link[3:]}{details}"
    snapshot = assembled(f"$ {link}{named}{entered}")
    lists = "routes, rules, neighbours, forwarding databases, settings"
    assert whats(snapshot)[-2:] == [
        f"not told of the host's own namespace, a, b, c, d, e and 3 more: {lists}, kinds of links",
        f"not told of 1 namespace without a name: {lists}",
    ]
    assert {gap.host for gap in snapshot.gaps} == {"host"}


def test_the_endpoints_of_a_container_come_from_its_networks() -> None:
    text = (
        '[{"Name": "front", "Id": "9", "Driver": "bridge", "IPAM": {"Config": []},'
        f' "Containers": {{"{ID}": {{"Name": "web", "MacAddress": "{MAC}",'
        ' "IPv4Address": "192.0.2.5/24"}}}]\n'
    )
    (web,) = host(text).containers
    assert isinstance(web, Container)
    (endpoint,) = web.endpoints
    assert isinstance(endpoint, Endpoint)
    assert (endpoint.network_name, endpoint.mac, endpoint.addresses) == (
        "front",
        MAC,
        ["192.0.2.5/24"],
    )


def test_a_former_name_still_means_the_link() -> None:
    found = links(
        f"$ ip link\n3: a: {UP} {HEAD}\n4: p: {UP} {HEAD} master a\n$ ip link show b\n"
        f"3: b: {UP} {HEAD}\n$ ip route\ndefault dev a\n"
    )
    assert {name: one.ifindex for name, one in found.items()} == {"b": 3, "p": 4}
    assert found["p"].master == 3


def test_a_name_that_went_to_another_link_is_that_links() -> None:
    found = links(
        f"$ ip link\n3: a: {UP} {HEAD}\n$ ip link\n5: a: {UP} {HEAD}\n"
        f"$ ip link\n3: b: {UP} {HEAD}\n"
    )
    assert {name: one.ifindex for name, one in found.items()} == {"b": 3, "a": 5}


def test_a_network_whose_name_was_cut_goes_by_its_id() -> None:
    text = "$ docker network ls\nNETWORK ID     NAME      DRIVER    SCOPE\n734bcc9de7fb\n"
    assert [(one.id, one.name) for one in host(text).networks] == [("734bcc9de7fb",) * 2]


def test_a_table_without_ids_tells_of_containers_by_their_names() -> None:
    found = host(
        "$ docker ps\nCONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES\n"
        f'{ID[:12]}   redis   "x"   1 s ago   Up 1 second   6379/tcp   cache\n'
        '$ docker ps --format "table {{.Names}}\\t{{.Status}}"\nNAMES   STATUS\n'
        "cache   Up 5 seconds\nweb     Exited (0) 1 s ago\n"
    )
    assert [(one.id, one.names, one.status) for one in found.containers] == [
        (ID[:12], ["cache"], "Up 5 seconds"),
        ("", ["web"], "Exited (0) 1 s ago"),
    ]


def test_gaps_call_a_namespace_by_its_container() -> None:
    snapshot = assembled(
        "$ docker ps -a\nCONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES\n"
        f'{ID[:12]}   redis   "x"   1 s ago   Up 1 second   6379/tcp   cache\n'
        f"$ docker exec cache ip link\n2: eth0: {UP} {HEAD}\n"
    )
    assert any(what.startswith("not told of cache: routes") for what in whats(snapshot))


PS = f"$ docker ps\nCONTAINER ID   IMAGE   NAMES\n{ID[:12]}   nginx   web\n"


def test_the_process_of_a_container_leads_to_its_namespace() -> None:
    entered = f"$ nsenter -t 44356 -n ip addr\n2: eth0: {UP} {HEAD}\n"
    asked = "$ docker inspect -f '{{.State.Pid}}' web\n44356\n"
    for text in (asked + entered + PS, PS + entered + asked, asked + entered):
        found = host(text)
        [container] = found.containers
        [inside] = [netns for netns in found.namespaces if not netns.root]
        assert (container.names, container.netns) == (["web"], inside.inode)
        assert [link.ifname for link in inside.links] == ["eth0"]


def test_a_container_of_which_only_the_id_is_told_goes_by_its_beginning() -> None:
    (found,) = host(f"$ docker run -d alpine\n{ID}\n").containers
    assert (found.id, found.names) == (ID, [ID[:12]])
    assert "names" in found.untold
    assert not {"id", "engine", "extra", "untold"} & set(found.untold)


def test_what_holds_a_namespace_is_told_in_order() -> None:
    held = Netns(inode=8, names=["b", "a"], held_by=["/run/y", "/run/x"])
    known = Known(namespaces=[held])
    (found,) = [one for one in host("", known).namespaces if not one.root]
    assert (found.names, found.held_by) == (["a", "b"], ["/run/x", "/run/y"])


def test_a_host_of_which_nothing_was_printed_has_what_the_source_knows() -> None:
    (found,) = assemble((), Known(host={"hostname": "web1"}, root=7)).hosts
    assert (found.hostname, [one.inode for one in found.namespaces]) == ("web1", [7])


def test_an_engine_that_told_its_version_is_not_untold() -> None:
    version = "$ docker version\nServer:\n Engine:\n  Version:          28.2.2\n"
    link = f"$ ip link\n2: eth0: {UP} {HEAD}\n"
    assert [one.version for one in host(version + link).engines] == ["28.2.2"]
    assert "engines" not in host(version + link).untold
    assert "engines" in host(link).untold


def test_what_was_not_told_of_an_engine_is_a_gap() -> None:
    snapshot = assembled(f"$ ip link\n2: eth0: {UP} {HEAD}\n")
    (gap,) = [one for one in snapshot.gaps if one.source == "engine"]
    assert gap == Gap(
        source="engine",
        subject="host",
        what="not all containers and networks of an engine were told",
        hint="add the output of `docker ps -a, docker inspect`,"
        " `docker network ls, docker network inspect`",
        host="host",
    )


def test_the_peer_of_a_veth_is_no_field_that_may_be_untold() -> None:
    (found,) = root(f"$ ip link\n2: eth0: {UP} {HEAD}\n").links
    assert "veth" not in found.untold
    assert {"bridge", "port", "vxlan", "iflink"} <= set(found.untold)


def test_numbers_of_ports_are_those_of_the_only_bridge() -> None:
    macs = f"port no\tmac addr\t\tis local?\tageing timer\n  1\t{MAC}\tyes\t\t   0.00\n"
    ether = "    link/ether {} brd ff:ff:ff:ff:ff:ff promiscuity 0\n"
    kind = ether.format(MAC2) + "    bridge forward_delay 1500\n"
    tables = f"$ ip -d link\n3: br0: {UP} {HEAD}\n{kind}4: p: {UP} {HEAD} master br0\n"
    tables += ether.format(MAC)
    netns = root(f"{tables}$ cat macs\n{macs}")
    assert [(one.mac, one.link, one.master) for one in netns.fdb] == [(MAC, 4, 3)]
    other = f"5: br1: {UP} {HEAD}\n{kind}"
    assert root(f"{tables}{other}$ cat macs\n{macs}").fdb == []


def test_the_parts_of_a_bridge_come_from_several_outputs() -> None:
    found = links(
        f"$ ip -d link\n3: br0: {UP} {HEAD}\n"
        f"    link/ether {MAC} brd ff:ff:ff:ff:ff:ff promiscuity 0\n    bridge forward_delay 700\n"
        "$ brctl show\nbridge name\tbridge id\t\tSTP enabled\tinterfaces\n"
        "br0\t\t8000.00005e005301\tyes\t\n"
    )
    bridge = found["br0"].bridge
    assert bridge is not None
    assert (bridge.forward_delay, bridge.stp_state) == (7.0, 1)
    assert "bridge.forward_delay" not in found["br0"].untold
    assert "bridge.ageing_time" in found["br0"].untold


def test_a_veth_has_the_peer_that_it_names() -> None:
    kind = f"    link/ether {MAC} brd ff:ff:ff:ff:ff:ff promiscuity 0\n    veth\n"
    found = links(f"$ ip -d link\n7: a@if2: {UP} {HEAD}\n{kind}8: b: {UP} {HEAD}\n{kind}")
    peers = {name: one.veth.peer_ifindex for name, one in found.items() if one.veth}
    # Where no number is told, both ends have the same one.
    assert peers == {"a": 2, "b": 8}


def test_the_vlans_of_a_former_name_are_nobodys() -> None:
    found = links(
        f"$ ip link\n3: a: {UP} {HEAD}\n$ ip link show b\n3: b: {UP} {HEAD}\n"
        "$ bridge vlan\nport\tvlan-id\na\t 1 PVID Egress Untagged\n"
    )
    assert {name: one.vlans for name, one in found.items()} == {"b": []}


def test_the_namespace_of_another_end_gets_a_number_that_the_kernel_gives_to_none() -> None:
    details = f"    link/ether {MAC} brd ff:ff:ff:ff:ff:ff link-netns {{}}\n"
    found = host(
        f"$ ip link\n7: a@if2: {UP} {HEAD}\n{details.format('blue')}"
        f"8: b@if2: {UP} {HEAD}\n{details.format('red')}"
    )
    netns, *others = found.namespaces
    inodes = {one.names[0]: one.inode for one in others}
    assert netns.nsids == {-2: inodes["blue"], -3: inodes["red"]}
    assert {one.ifname: one.link_nsid for one in netns.links} == {"a": -2, "b": -3}


def test_a_number_of_a_port_means_a_port_of_its_own_bridge() -> None:
    ether = f"    link/ether {MAC} brd ff:ff:ff:ff:ff:ff\n"
    ports = f"3: p: {UP} {HEAD} master br0\n{ether}4: q: {UP} {HEAD} master br1\n{ether}"
    macs = f"port no\tmac addr\t\tis local?\tageing timer\n  1\t{MAC}\tyes\t\t   0.00\n"
    netns = root(f"$ ip link\n{ports}$ brctl showmacs br1\n{macs}")
    assert [one.link for one in netns.fdb] == [4]


def test_a_namespace_of_which_one_link_was_told_lacks_some_of_its_links() -> None:
    snapshot = assembled(f"$ ip link show eth0\n2: eth0: {UP} {HEAD}\n")
    (what,) = [what for what in whats(snapshot) if what.startswith("not told of the host")]
    assert what.startswith("not told of the host's own namespace: some of the links, routes")


def test_what_tells_less_of_the_same_addresses_takes_nothing_away() -> None:
    inet = "    inet 192.0.2.1/24 brd 192.0.2.255 scope link eth0"
    rich = f"$ ip addr\n2: eth0: {UP} {HEAD}\n{inet}\n"
    poor = "$ ifconfig\neth0: flags=67<UP,BROADCAST,RUNNING>  mtu 1500\n        inet {}"
    poor += "  netmask 255.255.255.0  broadcast 192.0.2.255\n        ether " + MAC
    poor += "  txqueuelen 1000  (Ethernet)\n\n"
    same, other = poor.format("192.0.2.1"), poor.format("192.0.2.9")
    for text in (rich + same, same + rich):
        (found,) = links(text)["eth0"].addresses
        assert (found.address, found.scope) == ("192.0.2.1/24", "link")
    assert [one.address for one in links(rich + other)["eth0"].addresses] == ["192.0.2.9/24"]


def test_what_was_printed_before_anything_named_the_host_is_of_the_only_one() -> None:
    text = f"$ ip link\n2: eth0: {UP} {HEAD}\na@web1:~$ ip link show eth1\n3: eth1: {UP} {HEAD}\n"
    found = host(text)
    assert found.hostname == "web1"
    assert [one.ifname for one in found.namespaces[0].links] == ["eth0", "eth1"]


def test_where_the_other_end_of_a_renamed_link_is_follows_its_new_name() -> None:
    details = f"    link/ether {MAC} brd ff:ff:ff:ff:ff:ff link-netns blue\n"
    found = links(
        f"$ ip link\n7: a@if2: {UP} {HEAD}\n{details}$ ip link\n7: b@if2: {UP} {HEAD}\n{details}"
    )
    assert {name: one.link_nsid for name, one in found.items()} == {"b": -2}


LSNS = (
    "$ lsns -t net\n        NS TYPE NPROCS   PID USER COMMAND\n"
    "4026531840 net       9     1 root /sbin/init\n4026532000 net       2    44 root sleep 1\n"
)


def test_processes_and_inodes_lead_to_one_namespace() -> None:
    known = Known(namespaces=[Netns(inode=4026532000, names=["blue"])])
    first, blue = host(LSNS, known).namespaces
    assert (first.root, first.inode) == (True, 4026531840)
    assert (blue.names, blue.inode, blue.untold.count("inode")) == (["blue"], 4026532000, 0)
    assert blue.processes is not None
    assert (blue.processes.count, blue.processes.pid) == (2, 44)


def test_processes_that_nobody_told_are_untold() -> None:
    found = root(f"$ ip link\n2: eth0: {UP} {HEAD}\n")
    assert {"inode", "processes"} <= set(found.untold)
    known = Processes(count=2, pid=9, comm="x")
    told = root("", Known(namespaces=[Netns(inode=8, root=True, processes=known)]))
    assert (told.processes, {"inode", "processes"} & set(told.untold)) == (known, set())


def test_what_a_host_is_may_be_told_by_the_source() -> None:
    names = {"os", "kernel", "arch"}
    assert names <= set(host("").untold)
    known = Known(host={"os": "Linux", "kernel": "6.1", "arch": "x86_64"})
    assert not names & set(host("", known).untold)


def test_a_vxlan_leads_to_the_link_that_carries_it() -> None:
    details = (
        f"    link/ether {MAC} brd ff:ff:ff:ff:ff:ff promiscuity 0\n    vxlan id 7 dev eth0\n"
    )
    found = links(f"$ ip -d link\n2: eth0: {UP} {HEAD}\n9: v: {UP} {HEAD}\n{details}")["v"]
    assert found.vxlan is not None
    assert (found.vxlan.id, found.vxlan.link) == (7, 2)
