"""Fills a box with many namespaces or many containers."""

from tests.system.box import Box

__all__ = ["add_containers", "add_namespaces"]

# The kernel lets a bridge have 1,023 ports.
PORTS_PER_BRIDGE = 1000

# Configures the inside of each namespace: reads "NAME ADDRESS" lines.
INSIDE = """
while read -r name address; do
    printf 'link set lo up\nlink set eth0 up\naddr add %s dev eth0\nroute add default via %s\n' \
        "$address" 172.17.0.1 | ip -n "$name" -batch -
done
"""

RUN = 'exec docker run -d --name "c$1" --network "crowd$(($1 % 3))" busybox:local sleep 100000'


def add_namespaces(box: Box, count: int) -> None:
    """Make `count` namespaces, each with an eth0 whose peer is the port of a bridge."""
    outside = []
    for number in range(count):
        name, bridge = f"ns{number}", f"br{number // PORTS_PER_BRIDGE}"
        if number % PORTS_PER_BRIDGE == 0:
            outside += [f"link add {bridge} type bridge", f"link set {bridge} up"]
            outside += [f"addr add 172.17.0.1/16 dev {bridge}"] if number == 0 else []
        outside += [
            f"netns add {name}",
            f"link add v{number} type veth peer name eth0 netns {name}",
        ]
        outside += [f"link set v{number} master {bridge} up"]
    box.run_bytes("ip", "-batch", "-", stdin="\n".join(outside).encode())
    inside = [f"ns{i} 172.17.{i // 250}.{i % 250 + 2}/16\n" for i in range(count)]
    box.run_bytes("sh", "-c", INSIDE, stdin="".join(inside).encode())


def add_containers(box: Box, first: int, count: int) -> None:
    """Run `count` containers, numbered from `first`, on three networks, eight at a time."""
    if first == 0:
        for number in range(3):
            box.run("docker", "network", "create", f"crowd{number}")
    numbers = "".join(f"{i}\n" for i in range(first, first + count)).encode()
    box.run_bytes("xargs", "-P", "8", "-n", "1", "sh", "-c", RUN, "sh", stdin=numbers)
