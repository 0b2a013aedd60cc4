"""A small sosreport, written by hand: a host with a bridge, a container and a namespace."""

import json
from collections.abc import Mapping
from typing import Any

__all__ = ["NEIGHBOURS", "ROOT", "SECRETS", "entry", "manifest", "report"]

ROOT = "sosreport-web1-2026-11-26-abcdefg"
_NETWORKING = "sos_commands/networking"
_DOCKER = "sos_commands/docker"

_ADDRESSES = """\
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00 promiscuity 0
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000
    link/ether 00:00:5e:00:53:01 brd ff:ff:ff:ff:ff:ff promiscuity 0
    inet 192.0.2.10/24 brd 192.0.2.255 scope global eth0
       valid_lft forever preferred_lft forever
3: docker0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default
    link/ether 00:00:5e:00:53:02 brd ff:ff:ff:ff:ff:ff promiscuity 0
    bridge forward_delay 1500 hello_time 200 max_age 2000 ageing_time 30000 stp_state 0
    inet 198.51.100.1/24 brd 198.51.100.255 scope global docker0
       valid_lft forever preferred_lft forever
5: veth1@if4: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master docker0 state UP
    link/ether 00:00:5e:00:53:03 brd ff:ff:ff:ff:ff:ff link-netnsid 0 promiscuity 1
    veth
"""
_INSIDE = """\
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
2: v1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default
    link/ether 00:00:5e:00:53:09 brd ff:ff:ff:ff:ff:ff
    inet 203.0.113.9/24 scope global v1
       valid_lft forever preferred_lft forever
"""
_ROUTES = """\
default via 192.0.2.1 dev eth0
192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.10
198.51.100.0/24 dev docker0 proto kernel scope link src 198.51.100.1
local 192.0.2.10 dev eth0 table local proto kernel scope host src 192.0.2.10
"""
NEIGHBOURS = "192.0.2.1 dev eth0 lladdr 00:00:5e:00:53:04 ref 1 used 0/0/0 probes 1 REACHABLE\n"
_PS = """\
CONTAINER ID   IMAGE       COMMAND        CREATED       STATUS       PORTS   NAMES
0123456789ab   redis:7     "redis-serve"  2 hours ago   Up 2 hours           redis
"""
SECRETS = "hunter2"
_INSPECTED = [
    {
        "Id": "0123456789ab" + "c" * 52,
        "Name": "/redis",
        "State": {"Status": "running", "Running": True, "Pid": 4242},
        "Image": "sha256:" + "d" * 64,
        "Path": "redis-server",
        "Args": ["--requirepass", SECRETS],
        "Config": {"Image": "redis:7", "Env": [f"TOKEN={SECRETS}"], "Labels": {"note": SECRETS}},
        "HostConfig": {"NetworkMode": "bridge"},
        "NetworkSettings": {
            "Ports": {},
            "Networks": {
                "bridge": {
                    "NetworkID": "e" * 64,
                    "EndpointID": "f" * 64,
                    "Gateway": "198.51.100.1",
                    "IPAddress": "198.51.100.2",
                    "IPPrefixLen": 24,
                    "MacAddress": "00:00:5e:00:53:05",
                }
            },
        },
    }
]


def report(files: Mapping[str, str | None] | None = None) -> dict[str, bytes]:
    """Return the files of a sosreport by their names in it, in the order of an archive.

    Args:
        files: others, or others of the same name; None for one that is missing.
    """
    whole: dict[str, str | None] = {
        "etc/machine-id": "00112233445566778899aabbccddeeff\n",
        "etc/os-release": 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n',
        "etc/shadow": f"root:{SECRETS}\n",
        "proc/77/net/arp": "IP address       HW type     Flags       HW address"
        "            Mask     Device\n",
        "proc/sys/kernel/random/boot_id": "00000000-0000-4000-8000-000000000001\n",
        "sos_commands/date/date_--utc": "Thu Nov 26 12:50:37 UTC 2026\n",
        f"{_DOCKER}/containers/docker_inspect_0123456789ab": json.dumps(_INSPECTED, indent=4),
        f"{_DOCKER}/docker_ps_-a": _PS,
        "sos_commands/host/hostname": "web1\n",
        "sos_commands/kernel/sysctl_-a": "net.ipv4.ip_forward = 1\nkernel.panic = 0\n",
        "sos_commands/kernel/uname_-a": "Linux web1 6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC"
        " Debian 6.1.76-1 (2024-02-01) x86_64 GNU/Linux\n",
        f"{_NETWORKING}/ip_-d_address": _ADDRESSES,
        f"{_NETWORKING}/ip_-s_-s_neigh_show": NEIGHBOURS,
        f"{_NETWORKING}/ip_netns": "blue\n",
        f"{_NETWORKING}/ip_route_show_table_all": _ROUTES,
        f"{_NETWORKING}/iptables_-t_nat_-nvL": f"Chain PREROUTING {SECRETS}\n",
        f"{_NETWORKING}/namespaces/blue/ip_netns_exec_blue_ip_-d_address_show": _INSIDE,
        "sos_reports/manifest.json": None,
        "var/log/messages": f"password {SECRETS}\n",
    }
    whole |= files or {}
    return {name: text.encode() for name, text in sorted(whole.items()) if text is not None}


def entry(command: str, path: str | None, status: int = 0, **others: Any) -> dict[str, Any]:
    """Return what a manifest says of a command."""
    words = command.split(" ")
    return {
        "command": words[0],
        "parameters": words[1:],
        "exec": command,
        "filepath": path,
        "return_code": status,
        **others,
    }


def manifest(*commands: dict[str, Any], files: tuple[str, ...] = ()) -> str:
    """Return a manifest of one plugin."""
    copied = [{"specification": f"/{name}", "files_copied": [name], "tags": []} for name in files]
    plugins = {"networking": {"commands": list(commands), "files": copied}}
    return json.dumps({"version": "4.12.0", "components": {"report": {"plugins": plugins}}})
