"""The facts: what the kernel and the container engine said, without any conclusion.

The tree is snapshot > host > namespace > link > address. Numbers stay as they
were given (ifindex, iflink, nsid, master): joining them is the work of
`topograph.graph`. A field that is left out was not reported; a thing that
could not be observed is a `Gap`.

Names of kernel facts follow `ip -j -d` and `bridge -j`, those of the engine
follow the Docker Engine API in snake_case. New optional fields do not raise
`VERSION`; a change of meaning or of shape does.

Members of a JSON object that this version does not know are kept in `extra`
and written back at the same place.

Text tells less than the kernel. A number that it does not tell, and that is the
identity of a thing (an ifindex, the inode of a namespace), is then below 0: it
only tells things of one snapshot apart. `untold` names what else a source could
not tell.
"""

from typing import Any, Final

from msgspec import Struct

__all__ = [
    "FORMAT",
    "VERSION",
    "Address",
    "Bridge",
    "BridgePort",
    "Container",
    "Endpoint",
    "Engine",
    "Fact",
    "FdbEntry",
    "Gap",
    "Host",
    "Link",
    "Macvlan",
    "Neighbour",
    "Netns",
    "Network",
    "NextHop",
    "Partial",
    "Processes",
    "PublishedPort",
    "Route",
    "Rule",
    "Snapshot",
    "Subnet",
    "Tun",
    "Veth",
    "VlanRange",
    "Vxlan",
]

FORMAT: Final = "topograph-snapshot"

# 1 (2026-11): the first.
VERSION: Final = 1


class Fact(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of all facts."""

    extra: dict[str, Any] | None = None
    """Members of the JSON object that this version does not know."""


class Partial(Fact, frozen=True, kw_only=True):
    """Base of the facts of which some source tells only a part."""

    untold: list[str] = []
    """Names of fields that the source could not tell, so that what they hold here means nothing,
    and of lists of which it told a part; those of a fact in a field with a dot, such as
    bridge.ageing_time. Sorted."""


class Address(Fact, frozen=True, kw_only=True):
    """One IP address of a link (RTM_NEWADDR)."""

    family: int
    """4 or 6."""
    address: str
    """With its prefix length, such as 192.0.2.1/24 (IFA_LOCAL, else IFA_ADDRESS)."""
    peer: str | None = None
    """The far end of a point-to-point link, when it differs from the address (IFA_ADDRESS)."""
    broadcast: str | None = None
    scope: str = "global"
    """global, site, link, host, nowhere, or the number of another scope."""
    label: str | None = None
    """IFA_LABEL; IPv4 only."""
    flags: list[str] = []
    """IFA_F_* in lower case without the prefix: permanent, tentative, dadfailed ..."""
    valid_lft: int | None = None
    """Seconds; None if forever."""
    preferred_lft: int | None = None
    """Seconds; None if forever."""
    protocol: int | None = None
    """IFA_PROTO: who added it (1 loopback, 2 router advertisement, 3 link-local)."""


class VlanRange(Fact, frozen=True, kw_only=True):
    """VLANs of a bridge or of a bridge port (IFLA_BRIDGE_VLAN_INFO)."""

    vid: int
    vid_end: int | None = None
    """Last of a range; None if it is one VLAN."""
    pvid: bool = False
    untagged: bool = False


class Bridge(Fact, frozen=True, kw_only=True):
    """What a bridge adds to a link (IFLA_BR_*). Times are in seconds."""

    id: str
    """Bridge id as `brctl show` prints it: 8000.0242743c0b8f."""
    root_id: str = ""
    stp_state: int = 0
    """0 off, 1 kernel STP, 2 user space."""
    priority: int = 32768
    root_port: int = 0
    """Port number towards the root; 0 on the root itself."""
    root_path_cost: int = 0
    forward_delay: float = 15
    hello_time: float = 2
    max_age: float = 20
    ageing_time: float = 300
    vlan_filtering: bool = False
    vlan_protocol: str | None = None
    """802.1Q or 802.1ad."""
    vlan_default_pvid: int | None = None
    mcast_snooping: bool = True
    group_fwd_mask: int = 0
    nf_call_iptables: bool = False
    nf_call_ip6tables: bool = False
    nf_call_arptables: bool = False
    fdb_max_learned: int | None = None
    fdb_n_learned: int | None = None


class BridgePort(Fact, frozen=True, kw_only=True):
    """What a link has as the port of a bridge (IFLA_BRPORT_*)."""

    number: int
    """As `brctl showmacs` counts ports."""
    state: str
    """disabled, listening, learning, forwarding or blocking."""
    id: str | None = None
    """Port id with its priority, such as 0x8001."""
    priority: int = 32
    cost: int = 2
    designated_bridge: str | None = None
    designated_root: str | None = None
    designated_port: int | None = None
    designated_cost: int = 0
    hairpin: bool = False
    guard: bool = False
    """BPDU guard."""
    root_block: bool = False
    fastleave: bool = False
    learning: bool = True
    flood: bool = True
    """Unknown unicast is flooded to it."""
    mcast_flood: bool = True
    bcast_flood: bool = True
    proxy_arp: bool = False
    neigh_suppress: bool = False
    isolated: bool = False
    vlan_tunnel: bool = False
    locked: bool = False


class Veth(Fact, frozen=True, kw_only=True):
    """The other end of a veth pair, in the numbers of the kernel."""

    peer_ifindex: int
    """IFLA_LINK; the link's own ifindex where the kernel leaves that out, since both are equal."""
    peer_nsid: int | None = None
    """IFLA_LINK_NETNSID; None if the peer is in the same namespace."""


class Macvlan(Fact, frozen=True, kw_only=True):
    """A macvlan or macvtap (IFLA_MACVLAN_*); `Link.iflink` is the link it stands on."""

    mode: str
    """private, vepa, bridge, passthru or source."""
    flags: int = 0
    macs: list[str] = []
    """Allowed senders; mode source only."""


class Vxlan(Fact, frozen=True, kw_only=True):
    """A VXLAN tunnel end (IFLA_VXLAN_*)."""

    id: int | None = None
    """The VNI; None if the metadata of each packet tells it (external)."""
    remote: str | None = None
    """Unicast address of the far end (IFLA_VXLAN_GROUP or GROUP6)."""
    group: str | None = None
    """Multicast group, when that is what IFLA_VXLAN_GROUP or GROUP6 holds."""
    local: str | None = None
    link: int | None = None
    """ifindex of the link below, in the namespace of `Link.link_nsid`."""
    port: int | None = None
    """UDP destination port."""
    port_range: tuple[int, int] | None = None
    ttl: int = 0
    """0 inherits."""
    tos: int = 0
    learning: bool = True
    proxy: bool = False
    rsc: bool = False
    l2miss: bool = False
    l3miss: bool = False
    external: bool = False
    ageing: int | None = None
    """Seconds."""
    limit: int = 0
    """Most fdb entries; 0 is no limit."""
    gbp: bool = False


class Tun(Fact, frozen=True, kw_only=True):
    """A tun or tap link (IFLA_TUN_*)."""

    type: str
    """tun or tap."""
    owner: int | None = None
    """User id; None if anybody with the privilege may attach."""
    group: int | None = None
    """Group id."""
    persist: bool = False
    pi: bool = False
    vnet_hdr: bool = False
    multi_queue: bool = False


class Link(Partial, frozen=True, kw_only=True):
    """A network device as rtnetlink sees it (RTM_NEWLINK)."""

    ifindex: int
    """Counted per namespace: 1 is lo in each of them. Below 0 if it was not told."""
    ifname: str
    altnames: list[str] = []
    alias: str | None = None
    """Free text set by an administrator (IFLA_IFALIAS)."""
    kind: str = ""
    """IFLA_INFO_KIND; empty for hardware and lo."""
    link_type: str = "ether"
    """ARPHRD_* in lower case, as `ip` prints after link/: ether, loopback, none ..."""
    mac: str | None = None
    """IFLA_ADDRESS, lower case with colons; an IP address for tunnels over IP."""
    broadcast: str | None = None
    permanent_mac: str | None = None
    """Burnt-in address (IFLA_PERM_ADDRESS), when it is not all zero."""
    mtu: int = 0
    flags: list[str] = []
    """As `ip` prints them: NO-CARRIER, BROADCAST, MULTICAST, UP, LOWER_UP ..."""
    is_up: bool = False
    """IFF_UP: set by the administrator."""
    operstate: str = "UNKNOWN"
    """RFC 2863, as `ip` prints it: UP, DOWN, UNKNOWN, LOWERLAYERDOWN ..."""
    carrier: bool | None = None
    master: int | None = None
    """ifindex of the bridge, bond, team or vrf it is enslaved to, in the same namespace."""
    iflink: int | None = None
    """The raw IFLA_LINK: the peer of a veth, the link below a vlan, macvlan, vxlan."""
    link_nsid: int | None = None
    """The namespace that `iflink` is counted in, as this namespace numbers it; None if its own."""
    group: str = "default"
    qdisc: str | None = None
    txqlen: int | None = None
    promiscuity: int = 0
    driver: str | None = None
    """Kernel driver of hardware (the link target of /sys/class/net/X/device/driver)."""
    parent_bus: str | None = None
    """pci, usb, virtio ... (IFLA_PARENT_DEV_BUS_NAME)."""
    parent_dev: str | None = None
    """Name on that bus (IFLA_PARENT_DEV_NAME)."""
    phys_port_name: str | None = None
    port_kind: str | None = None
    """What the master is (IFLA_INFO_SLAVE_KIND): bridge, bond, vrf ..."""
    addresses: list[Address] = []
    vlans: list[VlanRange] = []
    """Of a bridge itself, or of a bridge port."""
    bridge: Bridge | None = None
    port: BridgePort | None = None
    veth: Veth | None = None
    macvlan: Macvlan | None = None
    vxlan: Vxlan | None = None
    tun: Tun | None = None


class NextHop(Fact, frozen=True, kw_only=True):
    """One way of a multipath route (struct rtnexthop)."""

    gateway: str | None = None
    link: int | None = None
    """ifindex in the same namespace."""
    weight: int = 1
    flags: list[str] = []


class Route(Fact, frozen=True, kw_only=True):
    """One route (RTM_NEWROUTE)."""

    family: int
    """4 or 6."""
    dst: str
    """A prefix, or the word default."""
    type: str = "unicast"
    """unicast, blackhole, unreachable, prohibit, multicast, anycast ..."""
    table: int = 254
    """254 is main, 253 default."""
    src: str | None = None
    """Source prefix that the route is limited to."""
    gateway: str | None = None
    link: int | None = None
    """Outgoing link: ifindex in the same namespace (RTA_OIF)."""
    prefsrc: str | None = None
    metric: int | None = None
    protocol: str = "boot"
    scope: str = "global"
    flags: list[str] = []
    """onlink, dead, linkdown ..."""
    nexthops: list[NextHop] = []
    nexthop_id: int | None = None
    mtu: int | None = None
    tos: int = 0
    pref: str | None = None
    """Router preference; IPv6 only."""


class Rule(Fact, frozen=True, kw_only=True):
    """One policy rule (RTM_NEWRULE)."""

    family: int
    """4 or 6."""
    priority: int = 0
    action: str = "to_tbl"
    """to_tbl (look up the table), goto, nop, blackhole, unreachable, prohibit."""
    table: int | None = None
    src: str | None = None
    """Prefix; None if any."""
    dst: str | None = None
    iif: str | None = None
    """Name of the incoming link."""
    oif: str | None = None
    fwmark: int | None = None
    fwmask: int | None = None
    tos: int = 0
    goto: int | None = None
    """Priority of the rule to go on with."""
    invert: bool = False
    l3mdev: bool = False
    suppress_prefixlen: int | None = None
    uid_range: tuple[int, int] | None = None
    ip_protocol: int | None = None
    sport: tuple[int, int] | None = None
    dport: tuple[int, int] | None = None
    protocol: str | None = None
    """Who added it."""


class Neighbour(Fact, frozen=True, kw_only=True):
    """One entry of the neighbour table (RTM_NEWNEIGH of a family other than AF_BRIDGE)."""

    family: int
    """4 or 6."""
    dst: str
    link: int
    """ifindex in the same namespace."""
    mac: str | None = None
    state: list[str] = []
    """REACHABLE, STALE, PERMANENT, NOARP, FAILED ..."""
    is_router: bool = False
    is_proxy: bool = False


class FdbEntry(Fact, frozen=True, kw_only=True):
    """One entry of a forwarding database (RTM_NEWNEIGH of family AF_BRIDGE)."""

    link: int
    """ifindex of the bridge port, or of the link that holds the entry by itself."""
    mac: str
    vlan: int | None = None
    master: int | None = None
    """ifindex of the bridge; None if the entry is in the link's own table (self)."""
    is_local: bool = False
    """The address of the port itself, never aged (NUD_PERMANENT)."""
    is_static: bool = False
    """Set by hand or by a controller, never aged (NUD_NOARP)."""
    age: float | None = None
    """Seconds since it was last refreshed, as the ageing timer of `brctl showmacs`."""
    dst: str | None = None
    """Remote tunnel end; vxlan only."""
    vni: int | None = None
    state: str | None = None
    """As `bridge fdb` prints it: permanent, static, stale; None when reachable."""
    flags: list[str] = []
    """self, master, extern_learn, offload, sticky, router."""


class Processes(Fact, frozen=True, kw_only=True):
    """The processes in a namespace, as far as they could be read."""

    count: int
    pid: int
    """The lowest, in our own pid namespace."""
    comm: str
    """Its name (/proc/PID/comm)."""


class Netns(Partial, frozen=True, kw_only=True):
    """A network namespace."""

    inode: int
    """Of its nsfs file; the identity of the namespace while the host is up. Below 0 if it was
    not told."""
    root: bool = False
    """The namespace that we ran in, taken as the host's own."""
    names: list[str] = []
    """File names under /run/netns and /run/docker/netns."""
    held_by: list[str] = []
    """Other paths that keep it alive: bind mounts, else open file descriptors."""
    nsids: dict[int, int] = {}
    """How it numbers others: nsid to inode. Only numbers already assigned."""
    processes: Processes | None = None
    links: list[Link] = []
    routes: list[Route] = []
    """All tables but local."""
    rules: list[Rule] = []
    """In the kernel's order, which decides between rules of equal priority."""
    neighbours: list[Neighbour] = []
    fdb: list[FdbEntry] = []
    sysctls: dict[str, int] = {}
    """By the name under net., such as ipv4.ip_forward."""


class PublishedPort(Fact, frozen=True, kw_only=True):
    """A container port, and the host port that the engine maps to it (API field Ports)."""

    container_port: int
    protocol: str = "tcp"
    host_ip: str | None = None
    host_port: int | None = None
    """None if the port is exposed but not published."""


class Endpoint(Fact, frozen=True, kw_only=True):
    """What joins a container to one network (API field NetworkSettings.Networks)."""

    network_id: str
    network_name: str
    endpoint_id: str = ""
    """Empty when the container does not run."""
    mac: str | None = None
    addresses: list[str] = []
    """With prefix length, IPv4 first."""
    gateways: list[str] = []
    aliases: list[str] = []


class Container(Partial, frozen=True, kw_only=True):
    """A container in any state (GET /containers/json)."""

    id: str
    names: list[str]
    """Without the leading slash; the first is the one shown."""
    image: str = ""
    program: str = ""
    """argv[0] only."""
    created: str = ""
    """RFC 3339, UTC."""
    state: str = ""
    """created, running, paused, restarting, removing, exited or dead."""
    status: str = ""
    """The engine's sentence: Up 5 seconds."""
    health: str | None = None
    """healthy, unhealthy or starting; None without a health check."""
    runtime: str | None = None
    engine: str = ""
    """`Engine.socket` of the engine that told."""
    netns: int | None = None
    """Inode of its namespace, from a process of it or from its sandbox; None if unknown."""
    pid: int | None = None
    """Lowest process of the container, in our own pid namespace."""
    network_mode: str = ""
    """default, bridge, host, none, container:ID, or the name of a network."""
    pod: str | None = None
    """Id of the pod that it belongs to (Podman)."""
    labels: dict[str, str] = {}
    """Those of Compose and Swarm only."""
    endpoints: list[Endpoint] = []
    ports: list[PublishedPort] = []


class Subnet(Fact, frozen=True, kw_only=True):
    """One subnet of a network (API field IPAM.Config)."""

    subnet: str
    ip_range: str | None = None
    gateway: str | None = None


class Network(Partial, frozen=True, kw_only=True):
    """A network of the engine (GET /networks)."""

    id: str
    name: str
    driver: str = ""
    """bridge, host, null, macvlan, ipvlan, overlay or a plug-in's name."""
    scope: str = "local"
    """local, swarm or global."""
    engine: str = ""
    """`Engine.socket` of the engine that told."""
    internal: bool = False
    attachable: bool = False
    ingress: bool = False
    ipv6: bool = False
    created: str = ""
    subnets: list[Subnet] = []
    options: dict[str, str] = {}
    labels: dict[str, str] = {}
    """Those of Compose and Swarm only."""
    bridge: str | None = None
    """Name of its bridge, where the engine states it."""


class Engine(Fact, frozen=True, kw_only=True):
    """A container engine that answered."""

    name: str
    """docker or podman."""
    socket: str
    """Its address, such as unix:///run/docker.sock."""
    version: str = ""
    api_version: str = ""


class Host(Partial, frozen=True, kw_only=True):
    """One Linux host."""

    hostname: str
    machine_id: str | None = None
    """/etc/machine-id; survives a reboot."""
    boot_id: str | None = None
    """Changes with each boot."""
    os: str = ""
    """PRETTY_NAME of os-release."""
    kernel: str = ""
    """Release, as `uname -r`."""
    arch: str = ""
    namespaces: list[Netns] = []
    engines: list[Engine] = []
    containers: list[Container] = []
    networks: list[Network] = []


class Gap(Fact, frozen=True, kw_only=True):
    """Something that could not be observed, and why."""

    source: str
    """The part of the collection: namespaces, rtnetlink, engine, sysctl, host ..."""
    subject: str
    """What it is about: host, netns:INODE, engine:ADDRESS, container:ID, process:PID ..."""
    what: str
    """One sentence: what is missing and why."""
    hint: str = ""
    """What would make it visible."""
    host: str = ""
    """`Host.hostname`; empty if it concerns the whole snapshot."""


class Snapshot(Fact, frozen=True, kw_only=True):
    """Everything observed at one moment."""

    format: str
    """Always `FORMAT`; required, so that every file states it."""
    version: int
    captured_at: str
    """RFC 3339, UTC, such as 2026-11-24T09:30:00Z. Empty if it was not told."""
    tool: str = ""
    """Name and version of the program that observed."""
    hosts: list[Host]
    gaps: list[Gap] = []
