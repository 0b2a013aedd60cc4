import time

import pytest

from topograph.sources.sos.layout import base_of, is_wanted, probable_root, root_of


@pytest.mark.parametrize(
    "name",
    [
        "sos_commands/networking/ip_-d_address",
        "sos_commands/networking/ip_address",
        "sos_commands/networking/ip_-o_addr",
        "sos_commands/networking/ip_-s_-d_link",
        "sos_commands/networking/ip_-6_route_show_table_all",
        "sos_commands/networking/ip_-4_rule",
        "sos_commands/networking/ip_-6_rule_list",
        "sos_commands/networking/ip_-s_-s_neigh_show",
        "sos_commands/networking/ip_neigh_show_nud_noarp",
        "sos_commands/networking/ip_netns",
        "sos_commands/networking/ip_netns_exec_blue_ip_address_show",
        "sos_commands/networking/namespaces/blue/ip_netns_exec_blue_sysctl_-a",
        "sos_commands/networking/bridge_-s_-s_-d_-t_fdb_show",
        "sos_commands/networking/bridge_-d_vlan_show",
        "sos_commands/networking/brctl_showstp_docker0",
        "sos_commands/networking/route_-n",
        "sos_commands/docker/docker_ps_-a",
        "sos_commands/docker/docker_ps_-a.1",
        "sos_commands/docker/docker_network_inspect_my_net",
        "sos_commands/docker/containers/docker_inspect_0123456789ab",
        "sos_commands/docker/docker_inspect_0123456789ab",
        "sos_commands/podman/networks/podman_network_inspect_podman",
        "sos_commands/kernel/sysctl_-a",
        "sos_commands/general/uname_-a",
        "sos_commands/date/date",
        "sos_strings/networking/ip_-d_address.tailed",
        "sos_reports/manifest.json",
        "etc/os-release",
        "etc/machine-id",
        "proc/sys/kernel/random/boot_id",
        "proc/4242/net/arp",
    ],
)
def test_what_becomes_a_fact_is_wanted(name: str) -> None:
    assert is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "environment",
        "etc/shadow",
        "etc/sos/cleaner/default_mapping",
        "proc/cmdline",
        "proc/77/environ",
        "proc/77/net/unix",
        "root/etc/os-release",
        "sos_reports/sos.json",
        "sos_logs/sos.log",
        "sos_commands/networking/iptables_-t_nat_-nvL",
        "sos_commands/networking/netstat_-W_-neopa",
        "sos_commands/networking/ip_mroute_show",
        "sos_commands/networking/ip_-d_route_show_cache",
        "sos_commands/networking/ip_netns_exec_blue_iptables-save",
        "sos_commands/networking/ip_netns_exec_blue_ip_vrf_show",
        "sos_commands/networking/plotnetcfg",
        "sos_commands/grout/ip_-d_address",
        "sos_commands/docker/docker_info",
        "sos_commands/docker/images/docker_inspect_redis_7",
        "sos_commands/docker/volumes/docker_volume_inspect_data",
        "sos_commands/docker/containers/docker_logs_-t_0123456789ab",
        "sos_commands/podman/users/alice/podman_ps_-a",
        "sos_commands/process/ps_auxwww",
        "sos_strings/logs/journalctl.tailed",
        "var/log/messages",
    ],
)
def test_nothing_else_is(name: str) -> None:
    assert not is_wanted(name)


@pytest.mark.parametrize(
    ("name", "root", "probable"),
    [
        ("sosreport-web1/sos_commands/host/hostname", "sosreport-web1/", "sosreport-web1/"),
        ("a/b/sos_reports/manifest.json", "a/b/", "a/b/"),
        ("sos_logs/sos.log", "", ""),
        ("sosreport-web1/etc/os-release", None, "sosreport-web1/"),
        ("sosreport-web1.tar.xz", None, None),
        ("sos_commands", None, None),
        ("web1/etc/os-release", None, None),
        ("my_sos_commands/file", None, None),
    ],
)
def test_the_folder_is_found_by_what_is_in_it(
    name: str, root: str | None, probable: str | None
) -> None:
    assert (root_of(name), probable_root(name)) == (root, probable)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("sos_commands/networking/ip_-d_address", "ip_-d_address"),
        ("sos_commands/docker/docker_ps_-a.1", "docker_ps_-a"),
        ("sos_strings/networking/ip_-d_address.tailed", "ip_-d_address"),
    ],
)
def test_the_command_is_what_is_left_of_the_name(name: str, base: str) -> None:
    assert base_of(name) == base


@pytest.mark.parametrize("part", ["a/", "ip_", "_-a", "ip_netns_exec_", "docker_inspect_"])
def test_a_long_name_is_judged_in_no_time(part: str) -> None:
    name = "sos_commands/networking/" + part * 1000
    begin = time.perf_counter()
    for one in (name, f"ip_netns_exec_{name}", name.replace("_c", "x")):
        is_wanted(one)
        root_of(one)
        probable_root(one)
    assert time.perf_counter() - begin < 1
