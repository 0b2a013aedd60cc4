import shlex

import pytest

from topograph.sources.text.commands.reader_names import READERS, reader_of

READ = {
    "ip address": (
        "ip a|ip addr|ip ad sh|ip address list|ip addr show dev eth0|ip l|ip li sh|ip link show"
        "|/sbin/ip a|ip -4 a|ip -6 addr|ip -d l|ip -j -d addr|ip -br -c a|ip -s -s link"
        "|ip -color=auto a|ip -details link|ip -f inet a|ip -family inet6 a|ip --json link"
        "|busybox ip a|/bin/busybox ip link|ip -o -4 addr show|ip addr lst"
    ),
    "ip route": "ip r|ip ro|ip route|ip -6 r s|ip route show table all|ip r l|busybox ip route",
    "ip rule": "ip ru|ip rule|ip -6 rule list|ip rule s",
    "ip neigh": "ip n|ip ne|ip nei|ip neigh|ip neighbor|ip neighbour show|ip -s n s",
    "ip netns": "ip netns|ip net|ip netns list|ip netns list-id|ip netns ls",
    "bridge link": "bridge link|bridge l|bridge -d link show|bridge -j l|bridge link show dev a",
    "bridge fdb": "bridge fdb|bridge f|bridge fdb show br br0|/usr/sbin/bridge -s fdb",
    "bridge vlan": "bridge vlan|bridge v|bridge -c vlan show|bridge vl",
    "brctl show": "brctl show|brctl show docker0|/usr/sbin/brctl show",
    "brctl showmacs": "brctl showmacs docker0",
    "brctl showstp": "brctl showstp docker0",
    "ifconfig": "ifconfig|ifconfig -a|ifconfig eth0|/sbin/ifconfig|busybox ifconfig -a",
    "docker ps": (
        "docker ps|docker ps -a|podman ps|docker container ls|docker container ps -a"
        "|docker -H tcp://192.0.2.1 ps|docker ps --filter name=web --no-trunc"
        "|podman container list"
    ),
    "docker network ls": "docker network ls|podman network ls|docker network list",
    "docker inspect": "docker inspect web|docker container inspect web db|podman inspect web",
    "docker inspect pid": (
        "docker inspect -f {{.State.Pid}} web|podman inspect --format={{.State.Pid}} a b"
    ),
    "docker network inspect": (
        "docker network inspect bridge|podman network inspect a b"
        "|docker network inspect -f '{{json .}}' bridge"
    ),
    "docker run": (
        "docker run -d redis|docker run --name a -d -p 80:80 redis|docker create redis"
        "|docker run -itd busybox sh|podman run --detach redis|docker run --rm --net=x -dP redis"
        "|docker container create redis|docker run -e A=B --detach=true redis"
    ),
    "docker version": "docker version|podman version|docker version -f json",
    "lsns": "lsns|lsns -t net|lsns --json|lsns 4026531840|lsns -o NS,PID -t net",
    "sysctl": "sysctl -a|sysctl net.ipv4.ip_forward|sysctl net/ipv4/ip_forward"
    "|sysctl -n a.b c.d|sysctl -p",
    "uname": "uname|uname -a|uname -r",
    "hostname": "hostname|hostname -f",
    "hostnamectl": "hostnamectl|hostnamectl status",
    "date": "date|date -u|date +%s|date -u +%FT%TZ|date -Is",
}
NOT_READ = (
    "|ip|ip -V|ip help|ip foo|ip addr add 192.0.2.1/24 dev a|ip a f dev eth0|ip link set a up"
    "|ip l s a up|ip route get 192.0.2.1|ip r add default via 192.0.2.1|ip addr shows addresses"
    "|ip route via gateway|ip netns add a|ip netns pids a|ip netns exec a b|ip monitor"
    "|ip maddr|ip tunnel|ip -b file|ip netns identify|ip address eth0|ip nexthop|ip t|ip addrlabel"
    "|bridge|bridge mdb|bridge m|bridge vlan add dev a vid 1|bridge link is a command"
    "|brctl|brctl addbr a|brctl showmacs|brctl showstp|brctl show the bridges we have=1"
    "|ifconfig eth0 up|ifconfig prints addresses|docker|docker logs a|docker images"
    "|docker image ls|docker run redis|docker run --rm alpine ls -d|docker run -it busybox"
    "|docker inspect|docker inspect -f {{.Name}} web|docker inspect --format={{json.State}} web"
    "|docker network inspect -f {{.State.Pid}} web"
    "|docker network create a|docker network inspect|docker ps shows them|docker volume inspect a"
    "|docker exec a ip a|docker compose ps|docker info|lsns shows|sysctl|sysctl values"
    "|sysctl -w net.ipv4.ip_forward=1|uname tells it|hostname web1|hostname -I"
    "|hostnamectl set-hostname a|date of birth|date -d yesterday|date -r a|cat a|ipaddr|busybox"
    "|busybox ls|ip -n|ssh a ip a"
)


@pytest.mark.parametrize(
    ("name", "command"),
    [(name, command) for name, commands in READ.items() for command in commands.split("|")],
)
def test_the_reader_of_a_command(name: str, command: str) -> None:
    assert reader_of(shlex.split(command)) == name
    assert name in READERS


@pytest.mark.parametrize("command", NOT_READ.split("|"))
def test_what_is_no_command_that_is_read(command: str) -> None:
    assert reader_of(shlex.split(command)) is None


def test_each_reader_has_a_command() -> None:
    assert READ.keys() == READERS
