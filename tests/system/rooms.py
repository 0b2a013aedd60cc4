"""Two namespaces with a name, plugged into a bridge that is there already: lan0."""

__all__ = ["ROOMS"]

ROOMS = """\
ip link set lan0 up
ip addr add 192.0.2.9/24 dev lan0
for n in 1 2; do
    ip netns add room$n
    ip link add to-room$n type veth peer name eth0 netns room$n
    ip link set to-room$n master lan0 up
    ip -n room$n addr add 192.0.2.$n/24 dev eth0
    ip -n room$n link set eth0 up
    ip -n room$n link set lo up
done
"""
