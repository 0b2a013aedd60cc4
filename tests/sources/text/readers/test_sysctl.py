"""Settings, from `sysctl` and the files that it reads."""

import pytest

from tests.sources.text.readers.reading import begins, read

FORWARDING = {"ipv4.ip_forward": 1}


@pytest.mark.parametrize(
    "line",
    [
        "net.ipv4.ip_forward = 1",
        "net.ipv4.ip_forward=1",
        "net/ipv4/ip_forward = 1",
        "/proc/sys/net/ipv4/ip_forward:1",
    ],
)
def test_a_setting_has_the_same_name_however_it_is_written(line: str) -> None:
    told = read("sysctl", line)
    assert (told.sysctls, told.unknown) == (FORWARDING, [])


def test_a_value_without_a_name_is_that_of_the_name_in_the_command() -> None:
    command = "sysctl -n net.ipv4.ip_forward kernel.x net.ipv6.conf.all.forwarding"
    told = read("sysctl", "1\n7\n0\n5", command)
    assert told.sysctls == {**FORWARDING, "ipv6.conf.all.forwarding": 0}
    assert [line.number for line in told.unknown] == [4]
    assert read("sysctl", "1", "cat /proc/sys/net/ipv4/ip_forward").sysctls == FORWARDING
    assert [line.number for line in read("sysctl", "1").unknown] == [1]


def test_other_settings_are_understood_and_not_told() -> None:
    text = (
        "kernel.sem = 1\t2\nnet.ipv4.conf.eth0.forwarding = 1\n"
        "kernel.domainname = \nipv4.ip_forward = 1"
    )
    told = read("sysctl", text)
    assert (told.sysctls, told.unknown) == ({}, [])


def test_a_value_that_is_no_number_is_not_told() -> None:
    assert read("sysctl", "net.ipv4.ip_forward = " + "1" * 5000).sysctls == {}
    assert read("sysctl", "net.ipv4.ip_forward = yes").sysctls == {}


def test_a_setting_that_is_not_there_does_not_refuse_the_others() -> None:
    text = "sysctl: cannot stat /proc/sys/net/bridge/x: No such file\nnet.ipv4.ip_forward = 1"
    told = read("sysctl", text, "sysctl -a")
    assert (told.sysctls, told.refusal, told.complete) == (FORWARDING, "", {"sysctls"})


def test_only_all_settings_are_complete() -> None:
    for command in ("sysctl net.ipv4.ip_forward", "sysctl -a -r forward", ""):
        assert read("sysctl", "net.ipv4.ip_forward = 1", command).complete == set()


def test_a_setting_of_the_network_begins_an_output() -> None:
    assert begins("net.ipv4.ip_forward = 1") == ["sysctl"]
    assert begins("/proc/sys/net/ipv4/ip_forward:1") == ["sysctl"]
    assert begins("a.b = 1") == []
