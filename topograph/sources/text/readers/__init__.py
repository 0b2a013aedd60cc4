"""One module for each command whose output is read, and the table that lists them."""

from typing import Final

from topograph.sources.text.reader import JsonReader, TextReader
from topograph.sources.text.readers.bridge.brctl import BRCTL_SHOW, BRCTL_SHOWMACS
from topograph.sources.text.readers.bridge.brctl_showstp import BRCTL_SHOWSTP
from topograph.sources.text.readers.bridge.fdb import BRIDGE_FDB, BRIDGE_JSON_FDB
from topograph.sources.text.readers.bridge.link import BRIDGE_JSON_LINK, BRIDGE_LINK
from topograph.sources.text.readers.bridge.vlan import BRIDGE_JSON_VLAN, BRIDGE_VLAN
from topograph.sources.text.readers.date import DATE
from topograph.sources.text.readers.engine.inspect import DOCKER_INSPECT
from topograph.sources.text.readers.engine.networks import (
    DOCKER_NETWORK_INSPECT,
    DOCKER_NETWORK_LS,
)
from topograph.sources.text.readers.engine.pid import DOCKER_INSPECT_PID
from topograph.sources.text.readers.engine.ps import DOCKER_PS
from topograph.sources.text.readers.engine.run import DOCKER_RUN
from topograph.sources.text.readers.engine.version import DOCKER_JSON_VERSION, DOCKER_VERSION
from topograph.sources.text.readers.host_identity import HOSTNAME, HOSTNAMECTL, OS_RELEASE
from topograph.sources.text.readers.ifconfig import IFCONFIG
from topograph.sources.text.readers.ip.address import IP_ADDRESS
from topograph.sources.text.readers.ip.links_json import IP_JSON_LINKS
from topograph.sources.text.readers.ip.neigh import IP_JSON_NEIGHBOURS, IP_NEIGH
from topograph.sources.text.readers.ip.netns import IP_JSON_NETNS, IP_NETNS
from topograph.sources.text.readers.ip.route import IP_ROUTE
from topograph.sources.text.readers.ip.routes_json import IP_JSON_ROUTES
from topograph.sources.text.readers.ip.rule import IP_JSON_RULES, IP_RULE
from topograph.sources.text.readers.lsns import LSNS, LSNS_JSON
from topograph.sources.text.readers.proc_arp import PROC_ARP
from topograph.sources.text.readers.sysctl import SYSCTL
from topograph.sources.text.readers.uname import UNAME

__all__ = ["JSON_READERS", "TEXT_READERS"]

TEXT_READERS: Final[tuple[TextReader, ...]] = (
    IP_ADDRESS,
    IP_ROUTE,
    IP_RULE,
    IP_NEIGH,
    IP_NETNS,
    BRIDGE_LINK,
    BRIDGE_FDB,
    BRIDGE_VLAN,
    BRCTL_SHOW,
    BRCTL_SHOWMACS,
    BRCTL_SHOWSTP,
    IFCONFIG,
    DOCKER_PS,
    DOCKER_NETWORK_LS,
    DOCKER_VERSION,
    DOCKER_RUN,
    DOCKER_INSPECT_PID,
    LSNS,
    SYSCTL,
    UNAME,
    HOSTNAMECTL,
    HOSTNAME,
    OS_RELEASE,
    DATE,
    PROC_ARP,
)
"""In the order in which they are asked whether an output is theirs."""

JSON_READERS: Final[tuple[JsonReader, ...]] = (
    IP_JSON_LINKS,
    IP_JSON_ROUTES,
    IP_JSON_RULES,
    IP_JSON_NEIGHBOURS,
    IP_JSON_NETNS,
    BRIDGE_JSON_LINK,
    BRIDGE_JSON_FDB,
    BRIDGE_JSON_VLAN,
    DOCKER_INSPECT,
    DOCKER_NETWORK_INSPECT,
    DOCKER_JSON_VERSION,
    LSNS_JSON,
)
"""In the order in which they are asked whether an output is theirs."""
