"""What becomes of a bundle."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.sources.bundle.written import ENGINE, Wrote, a_host, bundle, line, link, without
from topograph.errors import MalformedSnapshot
from topograph.facts import (
    Container,
    Endpoint,
    Engine,
    Gap,
    Host,
    Processes,
    PublishedPort,
    Snapshot,
    Subnet,
)
from topograph.graph import build_graph
from topograph.sources.bundle import snapshot_of_bundle


def read(wrote: list[Wrote]) -> Snapshot:
    return snapshot_of_bundle(bundle(wrote), "host.tar")


def the_host(wrote: list[Wrote]) -> Host:
    [host] = read(wrote).hosts
    return host


def gaps(wrote: list[Wrote]) -> list[tuple[str, str, str]]:
    return [(gap.subject, gap.what, gap.hint) for gap in read(wrote).gaps]


def changed(command: str, about: str = "", **to: Any) -> list[Wrote]:
    """Return the host with another output of a command."""
    return [
        one._replace(**to) if one.command == command and about in ("", one.about) else one
        for one in a_host()
    ]


def test_the_host_is_told_as_on_a_live_one() -> None:
    snapshot = read(a_host())
    [host] = snapshot.hosts
    assert (snapshot.captured_at, snapshot.gaps) == ("2026-11-24T09:30:00Z", [])
    assert (host.hostname, host.os, host.kernel) == ("web1", "Debian GNU/Linux 12", "6.1.0")
    assert (host.arch, host.boot_id) == ("x86_64", None)
    assert host.machine_id == "0123456789abcdef0123456789abcdef"
    assert host.untold == []


def test_namespaces_are_those_of_processes_and_names() -> None:
    told = [
        (netns.inode, netns.root, netns.names, netns.processes)
        for netns in the_host(a_host()).namespaces
    ]
    assert told == [
        (1, True, [], Processes(count=1, pid=1, comm="init")),
        (2, False, [], Processes(count=1, pid=7, comm="httpd")),
        (3, False, ["room"], None),
    ]


def test_links_are_those_that_ip_tells() -> None:
    root, container, room = the_host(a_host()).namespaces
    assert [link.ifname for link in root.links] == ["lo", "eth0", "veth1"]
    assert [link.driver for link in root.links] == [None, "e1000", None]
    assert [link.ifname for link in room.links] == ["lo"]
    [_, eth0] = container.links
    assert [address.address for address in eth0.addresses] == ["172.17.0.2/16"]
    assert {name for netns in (root, container, room) for name in netns.untold} == set()
    assert {name for link in root.links for name in link.untold} <= {"permanent_mac", "carrier"}


def test_a_veth_tells_both_its_namespaces_how_they_number_each_other() -> None:
    root, container, room = the_host(a_host()).namespaces
    assert (root.nsids, container.nsids, room.nsids) == ({0: 2}, {0: 1}, {})


def test_a_number_that_nobody_tells_is_not_made_up() -> None:
    wrote = without(a_host(), "lsns -t net -n -r -o NS,NETNSID")
    assert [netns.nsids for netns in the_host(wrote).namespaces] == [{}, {}, {}]


def test_ip_tells_the_numbers_of_named_namespaces() -> None:
    wrote = [*a_host(), Wrote("inode:2", "ip netns list-id", "nsid 7 (iproute2 netns name: room)")]
    links = next(one.output for one in wrote if one.about == "inode:2" and "addr" in one.command)
    moved = links.replace('"link_netnsid": 0', '"link_netnsid": 7').replace('"veth"', '"vlan"')
    wrote = [
        one._replace(output=moved)
        if (one.about, one.command) == ("inode:2", "ip -j -d addr")
        else one
        for one in wrote
    ]
    lowers = [netns for netns in the_host(wrote).namespaces if netns.inode == 2]
    assert lowers[0].nsids == {}
    at_five = moved.replace('"link_index": 5', '"link_index": 1')
    wrote = [one._replace(output=at_five) if one.output == moved else one for one in wrote]
    lowers = [netns for netns in the_host(wrote).namespaces if netns.inode == 2]
    assert lowers[0].nsids == {7: 3}


def test_containers_are_told_as_by_the_engines_api() -> None:
    host = the_host(a_host())
    address = "unix:///run/docker.sock"
    assert host.engines == [
        Engine(name="docker", socket=address, version="20.10.24", api_version="1.41")
    ]
    assert host.containers == [
        Container(
            id="c0" * 32,
            names=["web", "proxy/app"],
            image="shop:1",
            program="httpd",
            created="2026-11-24T09:00:00Z",
            state="running",
            status="Up 1 hour",
            engine=address,
            netns=2,
            pid=7,
            network_mode="default",
            labels={"com.docker.compose.project": "shop"},
            endpoints=[
                Endpoint(
                    network_id="d0" * 32,
                    network_name="bridge",
                    endpoint_id="e0",
                    mac="02:42:ac:11:00:02",
                    addresses=["172.17.0.2/16"],
                    gateways=["172.17.0.1"],
                )
            ],
            ports=[
                PublishedPort(container_port=80, host_ip="0.0.0.0", host_port=8080),
                PublishedPort(container_port=443),
            ],
        )
    ]
    [network] = host.networks
    assert (network.id, network.name, network.engine) == ("d0" * 32, "bridge", address)
    assert (network.subnets, network.labels) == ([Subnet(subnet="172.17.0.0/16")], {})


def test_podman_is_told_as_by_its_own_api() -> None:
    address = "unix:///run/podman/podman.sock"
    about, shared = f"engine:{address}", {"name": "podnet"}
    networks = {"podnet": {"NetworkID": "podnet", "Aliases": ["f1"]}, "": None}
    inspected = [
        {
            "Id": id_ * 32,
            "Created": "2026-11-24T09:00:00Z",
            "Path": "sleep",
            "ImageName": "shop:1",
            "Pod": "a0",
            "State": {"Status": "running"},
            "HostConfig": {"NetworkMode": mode},
            "NetworkSettings": {
                "Ports": {"80/tcp": [{"HostIp": "", "HostPort": "90"}], "81/tcp": None},
                "Networks": networks,
            },
            "Config": {"Labels": {"": ""}},
        }
        for id_, mode in (("f1", "bridge"), ("f2", "container:" + "f1" * 32))
    ]
    listed = [
        {"Id": id_ * 32, "Names": name, "Image": "shop:1", "Status": status}
        for id_, name, status in (("f1", "a", "Up 5 seconds ago"), ("f2", "b", "Paused"))
    ]
    network = {**shared, "id": "f3", "driver": "bridge", "network_interface": "cni-podman1"}
    wrote = [one for one in a_host() if one.about != ENGINE and one.command != "sockets"]
    socket = "9 srw-rw---- 1 0 0 0 Nov 24 09:00 /run/podman/podman.sock\n"
    version = {"Version": "4.3.1", "Components": [{"Name": "Podman Engine"}]}
    wrote += [
        Wrote("host", "sockets", socket),
        Wrote(about, "podman version", line(version)),
        Wrote(about, "podman ps", "".join(map(line, listed))),
        Wrote(about, "podman inspect", "".join(map(line, inspected))),
        Wrote(about, "podman network ls", "podnet\n"),
        Wrote(about, "podman network inspect", line(network)),
    ]
    host = the_host(wrote)
    assert host.engines == [Engine(name="podman", socket=address, version="4.3.1")]
    assert [(one.id, one.bridge) for one in host.networks] == [("f3", "cni-podman1")]
    a, b = host.containers
    assert [(c.status, c.pod, c.network_mode) for c in (a, b)] == [
        ("Up 5 seconds", "a0", ""),
        ("Paused", "a0", ""),
    ]
    assert a.ports == [PublishedPort(container_port=80, host_port=90)]
    assert a.endpoints == [Endpoint(network_id="podnet", network_name="podnet", aliases=["f1"])]
    assert (b.ports, b.endpoints) == ([], [])
    assert gaps(wrote) == []


def test_the_graph_joins_the_container_to_its_veth() -> None:
    graph = build_graph(read(a_host()))
    [pair] = [edge for edge in graph.edges(keys=True) if edge[2] == "peer"]
    assert pair[:2] == ("link/web1/@web/eth0", "link/web1/veth1")


def test_an_engine_that_could_not_be_asked_is_a_gap() -> None:
    asked = {"docker ps", "docker inspect", "docker network ls", "docker network inspect"}
    wrote = without(a_host(), *asked)
    reasons = {
        "permission denied while trying to connect to the Docker daemon socket\n": (
            "Permission denied",
            "run as root, or join the group of the socket",
        ),
        "Cannot connect to the Docker daemon. Is the docker daemon running?\n": (
            "Connection refused",
            "start it, or remove its socket",
        ),
        "Killed\nno answer in time\n": ("no answer in time", ""),
        "template:\n strange\n": ("template: strange", ""),
        "": ("it ended with status 1", ""),
    }
    for errors, (reason, hint) in reasons.items():
        refused = [
            one._replace(output="", errors=errors, status=1) if one.about == ENGINE else one
            for one in wrote
        ]
        what = f"the engine at unix:///run/docker.sock could not be asked: {reason}"
        assert gaps(refused) == [(ENGINE, what, hint)]
    [(_, what, _)] = gaps(without(wrote, "docker version"))
    assert what.endswith("could not be asked: the script did not ask it")
    absent = [one._replace(status=127) if one.about == ENGINE else one for one in wrote]
    [(_, what, _)] = gaps(absent)
    assert what.endswith("could not be asked: the program docker is not installed")


def test_a_list_that_an_engine_did_not_give_is_a_gap() -> None:
    wrote = changed("docker inspect", output="", errors="boom\n", status=1)
    assert gaps(wrote) == [
        (
            ENGINE,
            "the containers of the engine at unix:///run/docker.sock are missing: boom",
            "",
        )
    ]
    assert the_host(wrote).networks != []


def test_containers_that_went_meanwhile_take_no_others_along() -> None:
    wrote = changed("docker inspect", errors="Error: No such object: f0\n", status=1)
    assert [one.names[0] for one in the_host(wrote).containers] == ["web"]
    assert gaps(wrote) == []


def test_an_engine_without_containers_has_none() -> None:
    wrote = without(changed("docker ps", output=""), "docker inspect")
    assert (the_host(wrote).containers, gaps(wrote)) == ([], [])


def test_what_is_no_container_is_passed_over() -> None:
    wrote = changed("docker inspect", output='{"Id": 7}\n[1]\n"text"\nnot json\n' + "[" * 9999)
    assert (the_host(wrote).containers, gaps(wrote)) == ([], [])


@pytest.mark.parametrize(
    ("entry", "what", "hint"),
    [
        (
            Wrote(
                "inode:3",
                "own namespace",
                "",
                "nsenter: reassociate to namespace 'ns/net' failed: Operation not permitted\n",
                1,
            ),
            "the namespace could not be entered: Operation not permitted",
            "run the script as root",
        ),
        (
            Wrote("inode:3", "own namespace", link("/proc/self/ns/net", "net:[9]")),
            "the namespace could not be entered: it has gone",
            "",
        ),
        (
            Wrote("inode:3", "own namespace", "", "", 3),
            "the namespace could not be entered: it ended with status 3",
            "",
        ),
        (
            None,
            "the namespace could not be entered: nsenter is missing on the host",
            "install it there, or give the namespace a name",
        ),
    ],
)
def test_a_namespace_that_could_not_be_entered_is_a_gap(
    entry: Wrote | None, what: str, hint: str
) -> None:
    wrote = [one for one in a_host() if one.about != "inode:3"]
    wrote += [] if entry is None else [entry, Wrote("inode:3", "ip -j -d addr", "[]")]
    snapshot = read(wrote)
    assert snapshot.gaps == [
        Gap(source="rtnetlink", subject="netns:3", what=what, hint=hint, host="web1")
    ]
    room = snapshot.hosts[0].namespaces[2]
    assert (room.inode, room.names, room.links, room.untold) == (3, ["room"], [], [])


def test_the_last_try_to_enter_counts() -> None:
    failed = Wrote("inode:3", "own namespace", "", "nsenter: cannot open: No such file\n", 1)
    assert gaps([failed, *a_host()]) == []


def test_a_command_that_failed_is_a_gap_with_its_reason() -> None:
    wrote = changed(
        "ip -j neigh show nud all", "inode:2", output="", errors="boom: out of memory\n", status=1
    )
    assert gaps(wrote) == [
        ("netns:2", "`ip -j neigh show nud all` failed: out of memory", ""),
        ("host", "not told of web: neighbours", ""),
    ]
    assert the_host(wrote).namespaces[1].untold == ["neighbours"]


def test_a_command_that_fails_everywhere_is_one_gap() -> None:
    wrote = changed("ip -j neigh show proxy", output="", errors="ip: boom\n", status=1)
    assert gaps(wrote) == [("host", "`ip -j neigh show proxy` failed in 3 namespaces: boom", "")]


def test_a_kernel_without_ipv6_has_no_routes_of_it() -> None:
    errors = "RTNETLINK answers: Address family not supported by protocol\n"
    command = "ip -j -N -6 route show table all"
    wrote = changed(command, output="", errors=errors, status=2)
    assert gaps(wrote) == []
    assert [netns.untold for netns in the_host(wrote).namespaces] == [[], [], []]


def test_settings_that_a_kernel_lacks_hide_no_others() -> None:
    errors = "grep: /proc/sys/net/ipv6/conf/all/forwarding: No such file or directory\n"
    wrote = changed("sysctl", errors=errors, status=2)
    assert gaps(wrote) == []
    assert [netns.sysctls for netns in the_host(wrote).namespaces] == [{"ipv4.ip_forward": 1}] * 3


def test_lines_that_nobody_understands_are_a_gap_that_names_the_file() -> None:
    wrote = changed("ip -j neigh show nud all", "inode:3", output="what is this\n")
    number = [one.about + one.command for one in wrote].index("inode:3ip -j neigh show nud all")
    assert f"topograph-bundle/{number + 1}" in gaps(wrote)[0][0]


def test_a_host_without_the_program_bridge_does_not_tell_its_forwarding_databases() -> None:
    wrote = without(a_host(), "bridge -j -s fdb show")
    namespaces = the_host(wrote).namespaces
    assert all("fdb" in netns.untold for netns in namespaces)
    assert all("fdb" not in netns.untold for netns in the_host(a_host()).namespaces)


@pytest.mark.parametrize("command", ["date", "own namespace"])
def test_a_bundle_without_a_time_or_a_place_is_refused(command: str) -> None:
    wrote = [one for one in a_host() if (one.about, one.command) != ("host", command)]
    with pytest.raises(MalformedSnapshot) as caught:
        read(wrote)
    assert str(caught.value).startswith("host.tar: a damaged bundle: it does not tell ")
    assert caught.value.hint == "copy it again, or run the script again"


def test_unprivileged_processes_are_counted_as_hidden() -> None:
    hidden = "lrwxrwxrwx 1 0 0 0 Nov 24 09:30 /proc/7/ns/net\n"
    wrote = changed("namespaces", output=link("/proc/1/ns/net", "net:[1]") + hidden)
    wrote = [one._replace(output="1000\n") if one.command == "user" else one for one in wrote]
    what = "the network namespace of process 7 could not be read"
    assert ("host", what, "run as root to see them all") in gaps(wrote)


def test_nothing_of_a_bundle_is_needed_but_time_and_place() -> None:
    wrote = [one for one in a_host() if one.command in {"date", "own namespace"}]
    [host] = read([one for one in wrote if one.about == "host"]).hosts
    assert (host.hostname, len(host.namespaces)) == ("localhost", 1)


def test_an_answer_is_the_same_in_any_order_of_entries() -> None:
    snapshot = read(a_host())
    other = read(list(reversed(a_host())))
    assert other == replace(snapshot)


def test_a_user_to_whom_a_namespace_is_closed_is_not_told_to_install_nsenter() -> None:
    wrote = [
        one._replace(output="1000\n") if one.command == "user" else one
        for one in a_host()
        if (one.about, one.command) != ("inode:2", "own namespace")
    ]
    [gap] = [gap for gap in read(wrote).gaps if gap.subject == "netns:2"]
    assert gap.what == "the namespace could not be entered: only root may look there"
    assert gap.hint == "run the script as root"
