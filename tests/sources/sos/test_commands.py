import time

import pytest

from topograph.sources.sos.commands import command_of, file_name, parse_command


@pytest.mark.parametrize(
    ("command", "words", "netns"),
    [
        ("ip -s -d link", ("ip", "-s", "-d", "link"), ""),
        ("/usr/sbin/ip netns", ("ip", "netns"), ""),
        # As sos 4.3 and newer write it, with two blanks.
        ("ip netns exec blue  ip -d address show", ("ip", "-d", "address", "show"), "name:blue"),
        ("docker inspect 'a b'", ("docker", "inspect", "a b"), ""),
        ("docker inspect 'a", ("docker", "inspect", "'a"), ""),
        ("ip netns exec blue", ("ip", "netns", "exec", "blue"), ""),
        ("", (), ""),
    ],
)
def test_a_command_line_is_split(command: str, words: tuple[str, ...], netns: str) -> None:
    assert parse_command(command) == (words, netns)


@pytest.mark.parametrize(
    ("base", "folder", "words", "netns"),
    [
        ("ip_-s_-d_link", "", ("ip", "-s", "-d", "link"), ""),
        ("ip_netns", "", ("ip", "netns"), ""),
        ("ip_netns_exec_blue_ip_address_show", "", ("ip", "address", "show"), "name:blue"),
        ("ip_netns_exec_my_ns_ip_-d_addr_show", "", ("ip", "-d", "addr", "show"), "name:my_ns"),
        ("ip_netns_exec_qdhcp-1_ip_route_show_table_all", "",
         ("ip", "route", "show", "table", "all"), "name:qdhcp-1"),
        ("ip_netns_exec_a_sysctl_-a", "", ("sysctl", "-a"), "name:a"),
        ("ip_netns_exec_x_ip_a_ip_-4_rule", "x_ip_a", ("ip", "-4", "rule"), "name:x_ip_a"),
        ("docker_network_inspect_my_net", "", ("docker", "network", "inspect", "my_net"), ""),
        ("podman_inspect_0123", "", ("podman", "inspect", "0123"), ""),
        ("brctl_showstp_br_0", "", ("brctl", "showstp", "br_0"), ""),
        ("brctl_show", "", ("brctl", "show"), ""),
    ],
)  # fmt: skip
def test_the_name_of_a_file_is_split(
    base: str, folder: str, words: tuple[str, ...], netns: str
) -> None:
    assert command_of(base, folder) == (words, netns)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("ip -s -d link", "ip_-s_-d_link"),
        ("/usr/sbin/brctl show", "brctl_show"),
        ("ls -alhR /etc/docker", "ls_-alhR_.etc.docker"),
        ("docker inspect busybox:local", "docker_inspect_busybox_local"),
        ("ip netns exec blue  ip -d address show", "ip_netns_exec_blue_ip_-d_address_show"),
    ],
)
def test_a_file_is_named_like_its_command(command: str, name: str) -> None:
    assert file_name(command) == name


@pytest.mark.parametrize("part", ["ip_", "_-a", "_ip_-a", "sysctl_"])
def test_a_long_name_is_split_in_no_time(part: str) -> None:
    begin = time.perf_counter()
    command_of("ip_netns_exec_" + part * 1300)
    assert time.perf_counter() - begin < 1
