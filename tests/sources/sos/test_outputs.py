import json

import pytest

from tests.sources.sos.report import NEIGHBOURS, entry, manifest, report
from topograph.sources.sos.manifest import commands_of
from topograph.sources.sos.outputs import find_outputs
from topograph.sources.text.told import Output

FOLDER = "sos_commands/networking/"
ADDRESSES = f"{FOLDER}ip_-d_address"


def found(files: dict[str, str], said: str = "") -> tuple[list[Output], list[str]]:
    """Return the outputs in some files, and the gaps."""
    ran = commands_of(said.encode()) or []
    encoded = {name: text.encode() for name, text in files.items()}
    outputs, gaps = find_outputs(encoded, ran, "root/")
    return outputs, [gap.what for gap in gaps]


def argvs(files: dict[str, str]) -> list[str]:
    return [" ".join(one.argv) for one in found(files)[0]]


def test_an_output_has_its_command_its_namespace_and_its_place() -> None:
    path = f"{FOLDER}namespaces/my_ns/ip_netns_exec_my_ns_ip_-d_address_show"
    [output], gaps = found({path: "1: lo:\r\n\n2: x\u2028y:"})
    assert (output.argv, output.netns) == (("ip", "-d", "address", "show"), "name:my_ns")
    assert output.where == f"root/{path}"
    assert [tuple(line) for line in output.lines] == [(1, "1: lo:"), (2, ""), (3, "2: x\u2028y:")]
    assert not output.is_partial
    assert gaps == []


def test_the_manifest_knows_the_command_better_than_the_name() -> None:
    path = f"{FOLDER}ip_netns_exec_a_ip_a_ip_address_show"
    said = manifest(entry("ip netns exec a_ip_a ip address show", path))
    [output], _ = found({path: ""}, said)
    assert (output.argv, output.netns) == (("ip", "address", "show"), "name:a_ip_a")


def test_files_are_outputs_as_if_they_were_printed() -> None:
    files = {"etc/os-release": "", "etc/hostname": "web1\n", "proc/7/net/arp": ""}
    readers = [one.reader for one in found(files)[0]]
    assert readers == ["hostname", "os-release", "proc arp"]


def test_the_output_of_a_command_that_failed_is_not_read_and_told() -> None:
    said = manifest(entry("ip -d address", ADDRESSES, 1))
    assert found({ADDRESSES: "Cannot open\n"}, said) == (
        [],
        ["`ip -d address` failed with status 1"],
    )


def test_what_came_before_its_time_was_over_is_read_in_part() -> None:
    said = manifest(entry("ip -d address", ADDRESSES, 124))
    [output], gaps = found({ADDRESSES: "1: lo:\n"}, said)
    assert output.is_partial
    assert gaps == ["`ip -d address` ran out of time"]


def test_the_end_of_a_long_output_is_read_in_part() -> None:
    path = "sos_strings/networking/ip_-d_address.tailed"
    said = manifest(entry("ip -d address", path, truncated=True))
    [output], gaps = found({path: "1: lo:\n"}, said)
    assert output.is_partial
    assert gaps == ["the beginning of the output of `ip -d address` was not kept"]


def test_it_is_so_without_a_manifest_too() -> None:
    [output], _ = found({"sos_strings/networking/ip_-d_address.tailed": "1: lo:\n"})
    assert (output.argv, output.is_partial) == (("ip", "-d", "address"), True)


def test_settings_are_read_even_if_some_could_not_be() -> None:
    path = "sos_commands/kernel/sysctl_-a"
    [output], gaps = found({path: "a = 1\n"}, manifest(entry("sysctl -a", path, 255)))
    assert output.is_partial
    assert gaps == ["`sysctl -a` failed with status 255"]


def test_an_output_that_is_not_there_is_told() -> None:
    path = f"{FOLDER}ip_netns_exec_blue_ip_address_show"
    said = manifest(entry("ip netns exec blue ip address show", path))
    _, gaps = found({}, said)
    assert gaps == ["the output of `ip address show` in the namespace blue is not in the archive"]


def test_a_program_that_is_not_there_is_told_once() -> None:
    said = manifest(
        entry("bridge -d vlan show", None, 127),
        entry("bridge -s -s -d -t fdb show", None, 127),
        entry("plotnetcfg", None, 127),
        entry("ifenslave -a", None, 127),
        entry("hostnamectl status", None, 1),
    )
    assert found({}, said)[1] == ["`bridge` was not installed"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("ip_-d_address", "ip_-o_addr"),
        ("ip_address", "ip_-o_addr"),
        ("ip_address", "ifconfig_-a"),
        ("ip_route_show_table_all", "ip_-6_route_show_table_all"),
        ("ip_route_show_table_all", "route_-n"),
    ],
)
def test_of_two_outputs_that_say_the_same_the_better_one_is_read(better: str, worse: str) -> None:
    assert len(argvs({FOLDER + worse: ""})) == 1
    assert argvs({FOLDER + worse: "", FOLDER + better: ""}) == [better.replace("_", " ")]


def test_an_output_of_another_namespace_is_no_better_one() -> None:
    assert (
        len(argvs({f"{FOLDER}ip_netns_exec_blue_ip_address_show": "", f"{FOLDER}ip_-o_addr": ""}))
        == 2
    )


def test_running_containers_are_among_all_containers() -> None:
    folder = "sos_commands/docker/"
    assert argvs({f"{folder}docker_ps": "", f"{folder}docker_ps_-a": ""}) == ["docker ps -a"]


def test_an_inspected_image_is_no_container() -> None:
    """Before sos 4.0 both had names of one kind."""
    folder = "sos_commands/docker/docker_inspect_"
    files = {f"{folder}0": json.dumps([{"NetworkSettings": {}}]), f"{folder}1": '[{"Id": "1"}]'}
    assert argvs(files) == ["docker inspect 0"]


@pytest.mark.parametrize(
    ("name", "line", "meant"),
    [
        ("ip_neigh", "192.0.2.1/24 dev eth0 FAILED", "192.0.2.1 dev eth0 FAILED"),
        ("ip_neigh", NEIGHBOURS.strip(), NEIGHBOURS.strip()),
        ("ip_route", "default via 192.0.2.1/24 dev eth0", "default via 192.0.2.1 dev eth0"),
        ("ip_route", "192.0.2.0/24 dev eth0 src 192.0.2.9", "192.0.2.0/24 dev eth0 src 192.0.2.9"),
        ("ip_route", "local 192.0.2.0/24 dev lo", "local 192.0.2.0/24 dev lo"),
    ],
)
def test_an_address_that_was_cleaned_has_no_prefix(name: str, line: str, meant: str) -> None:
    [output], _ = found({FOLDER + name: line})
    assert [one.text for one in output.lines] == [meant]


def test_nothing_is_read_of_what_is_not_wanted() -> None:
    outputs, _ = find_outputs(report(), [], "")
    wheres = {one.where for one in outputs}
    assert not wheres & {"etc/shadow", "var/log/messages"}
