"""Names of links that an engine makes up."""

import re
from typing import Final

from topograph.graph.inventory import LinkKey
from topograph.graph.wired import WiredHost

__all__ = ["has_random_name"]

# br-<id> a network's bridge, dm- and di-<id> the dummy below it, vx-<vni>-<id> the vxlan of an
# overlay, ov-<vni>-<id> its bridge, gateway_<id> the port of a load balancer.
_OF_ID: Final = re.compile(r"(br-|dm-|di-|gateway_)[0-9a-f]{12}|(vx|ov)-[0-9a-f]{6}-[0-9a-z]{5}")


def has_random_name(host: WiredHost, key: LinkKey) -> bool:
    """Tell whether a link is called by an id, or like a container's veth by random letters."""
    wiring = host.wiring
    ifname = host.inventory.links[key].ifname
    if _OF_ID.fullmatch(ifname) and (key in wiring.backed or wiring.served(key)):
        return True
    peer = wiring.pairs.peers.get(key)
    return peer is not None and bool(wiring.networks.get(peer[0])) and key not in wiring.networks
