"""A small bundle written by hand: a host with a container and a named namespace."""

import json
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

__all__ = ["ENGINE", "INDEX", "Wrote", "a_host", "bundle", "without"]

INDEX: Final = "topograph-bundle/topograph-index"
ENGINE: Final = "engine:unix:///run/docker.sock"
CONTAINER: Final = "c0" * 32
NETWORK: Final = "d0" * 32


class Wrote(NamedTuple):
    """What a command wrote."""

    about: str
    command: str
    output: str = ""
    errors: str = ""
    status: int = 0


def bundle(wrote: Iterable[Wrote], *, first: str = "topograph-bundle\t1") -> dict[str, bytes]:
    """Return the members of a bundle."""
    members, lines = {}, [first]
    for number, one in enumerate(wrote, 1):
        lines.append(f"{number}\t{one.status}\t{one.about}\t{one.command}")
        members[f"topograph-bundle/{number}"] = one.output.encode()
        if one.errors:
            members[f"topograph-bundle/{number}.errors"] = one.errors.encode()
    return {INDEX: "\n".join([*lines, "end", ""]).encode(), **members}


def without(wrote: Iterable[Wrote], *commands: str) -> list[Wrote]:
    """Return what was written without some commands."""
    return [one for one in wrote if one.command not in commands]


def a_host() -> list[Wrote]:
    """Return what a script wrote on a host with a container and the namespace named room."""
    return [*_host(), *_engine(), *_netns(1, OWN_LINKS), *_netns(2, ETH0), *_netns(3, LO)]


def _host() -> list[Wrote]:
    links = {"1/ns/mnt": "mnt:[50]", "1/ns/net": "net:[1]", "7/ns/mnt": "mnt:[51]"}
    links["7/ns/net"] = "net:[2]"
    return [
        Wrote("host", "date", "2026-11-24T09:30:00Z\n"),
        Wrote("host", "user", "0\n"),
        Wrote(
            "host",
            "kernel",
            "/proc/sys/kernel/hostname:web1\n"
            "/proc/sys/kernel/osrelease:6.1.0\n"
            "/proc/sys/kernel/arch:x86_64\n"
            "/etc/machine-id:0123456789abcdef0123456789abcdef\n",
        ),
        Wrote("host", "os-release", '/etc/os-release:PRETTY_NAME="Debian GNU/Linux 12"\n'),
        Wrote("host", "environment"),
        Wrote("host", "own namespace", link("/proc/self/ns/net", "net:[1]")),
        Wrote(
            "host",
            "namespaces",
            "".join(link(f"/proc/{path}", target) for path, target in links.items()),
        ),
        Wrote("host", "names", "/proc/1/comm:init\n/proc/7/comm:httpd\n"),
        Wrote("host", "cgroups", f"/proc/7/cgroup:0::/docker/{CONTAINER}\n"),
        Wrote(
            "host",
            "mounts",
            "/proc/1/mountinfo:40 30 0:4 net:[3] /run/netns/room rw - nsfs nsfs rw\n",
        ),
        Wrote("host", "files", "/proc/1/fd:\n/proc/7/fd:\n"),
        Wrote("host", "folder /run/netns", "   3 room\n  77 stale\n"),
        Wrote("host", "folder /run/docker/netns", "", missing("/run/docker/netns"), 2),
        Wrote("host", "drivers", link("/sys/class/net/eth0/device/driver", "../drivers/e1000")),
        Wrote("host", "sockets", "  12 srw-rw---- 1 0 105 0 Nov 24 09:00 /run/docker.sock\n"),
        Wrote("host", "folder /run/podman", "", missing("/run/podman"), 2),
    ]


def link(path: str, target: str) -> str:
    """Return the line of `ls -n` for a symbolic link."""
    return f"lrwxrwxrwx 1 0 0 0 Nov 24 09:30 {path} -> {target}\n"


def missing(path: str) -> str:
    """Return the words of `ls` for what is not there."""
    return f"ls: cannot access '{path}': No such file or directory\n"


def _engine() -> list[Wrote]:
    endpoint = {"NetworkID": NETWORK, "EndpointID": "e0", "MacAddress": "02:42:AC:11:00:02"}
    endpoint |= {"IPAddress": "172.17.0.2", "Gateway": "172.17.0.1"}
    inspected = {
        "Id": CONTAINER,
        "Created": "2026-11-24T09:00:00.5Z",
        "Path": "httpd",
        "State": {"Status": "running"},
        "HostConfig": {"NetworkMode": "default"},
        "NetworkSettings": {
            "Ports": {"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}], "443/tcp": None},
            "Networks": {"bridge": {**endpoint, "IPPrefixLen": 16}, "": None},
        },
        "Config": {"Labels": {"com.docker.compose.project": "shop", "": ""}},
    }
    listed = {"Id": CONTAINER, "Names": "web,proxy/app", "Image": "shop:1", "Status": "Up 1 hour"}
    network: dict[str, Any] = {
        "Id": NETWORK,
        "Name": "bridge",
        "Driver": "bridge",
        "Scope": "local",
    }
    network |= {"IPAM": {"Config": [{"Subnet": "172.17.0.0/16"}, None]}, "Labels": {"": ""}}
    return [
        Wrote(ENGINE, "docker version", line({"Version": "20.10.24", "ApiVersion": "1.41"})),
        Wrote(ENGINE, "docker ps", line(listed)),
        Wrote(ENGINE, "docker inspect", line(inspected)),
        Wrote(ENGINE, "docker network ls", f"{NETWORK}\n"),
        Wrote(ENGINE, "docker network inspect", line(network)),
    ]


def line(value: Any) -> str:
    """Return a line of JSON."""
    return json.dumps(value) + "\n"


def _loopback() -> dict[str, Any]:
    flags = ["LOOPBACK", "UP", "LOWER_UP"]
    return {
        "ifindex": 1,
        "ifname": "lo",
        "flags": flags,
        "mtu": 65536,
        "qdisc": "noqueue",
        "operstate": "UNKNOWN",
        "group": "default",
        "txqlen": 1000,
        "link_type": "loopback",
        "address": "00:00:00:00:00:00",
        "broadcast": "00:00:00:00:00:00",
        "promiscuity": 0,
        "addr_info": [],
    }


def _veth(ifname: str, ifindex: int, peer: int, nsid: int, **more: Any) -> dict[str, Any]:
    flags = ["BROADCAST", "MULTICAST", "UP", "LOWER_UP"]
    mac = f"00:00:5e:00:53:{ifindex:02}"
    return {
        "ifindex": ifindex,
        "link_index": peer,
        "ifname": ifname,
        "flags": flags,
        "mtu": 1500,
        "qdisc": "noqueue",
        "operstate": "UP",
        "group": "default",
        "txqlen": 1000,
        "link_type": "ether",
        "address": mac,
        "broadcast": "ff:ff:ff:ff:ff:ff",
        "link_netnsid": nsid,
        "promiscuity": 0,
        "linkinfo": {"info_kind": "veth"},
        "addr_info": [],
        **more,
    }


def _hardware() -> dict[str, Any]:
    veth = _veth("eth0", 2, 0, 0)
    return {name: veth[name] for name in veth if not name.startswith("link")} | {
        "link_type": "ether"
    }


LO: Final = [_loopback()]
OWN_LINKS: Final = [_loopback(), _hardware(), _veth("veth1", 5, 4, 0)]
ADDRESS: Final = {"family": "inet", "local": "172.17.0.2", "prefixlen": 16, "scope": "global"}
ETH0: Final = [
    _loopback(),
    _veth("eth0", 4, 5, 0, addr_info=[{**ADDRESS, "valid_life_time": 0xFFFFFFFF}]),
]


def _netns(inode: int, links: list[dict[str, Any]]) -> list[Wrote]:
    about = f"inode:{inode}"
    wrote = [
        Wrote(about, "own namespace", link("/proc/self/ns/net", f"net:[{inode}]")),
        Wrote(about, "ip -j -d addr", json.dumps(links)),
        Wrote(about, "ip -j -N -4 route show table all", "[ ]\n"),
        Wrote(about, "ip -j -N -6 route show table all", "[ ]\n"),
        Wrote(about, "ip -j -d -N -4 rule", "[]\n"),
        Wrote(about, "ip -j -d -N -6 rule", "[]\n"),
        Wrote(about, "ip -j neigh show nud all", "[]\n"),
        Wrote(about, "ip -j neigh show proxy", "[]\n"),
        Wrote(about, "sysctl", "/proc/sys/net/ipv4/ip_forward:1\n"),
    ]
    if inode != 1:
        return wrote
    fdb = Wrote(about, "bridge -j -s fdb show", "[]\n")
    return [
        *wrote[1:],
        fdb,
        Wrote(about, "lsns -t net -n -r -o NS,NETNSID", "1 unassigned\n2 0\n"),
    ]
