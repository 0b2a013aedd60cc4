from typing import Any

from msgspec.structs import replace

from tests.diff.small_hosts import ENGINE, NEXT_BOOT, machine, root_of, told
from topograph.facts import Engine, Snapshot


def host(**fields: Any) -> Snapshot:
    return machine(root_of(), **fields)


def test_a_reboot_is_told_and_what_came_with_it() -> None:
    assert told(host(), host(boot_id=NEXT_BOOT)) == ["rebooted host web1"]
    after = host(boot_id=NEXT_BOOT, kernel="6.12.0")
    assert told(host(kernel="6.1.0"), after) == ["rebooted host web1; kernel 6.1.0 -> 6.12.0"]


def test_a_reboot_can_be_left_out() -> None:
    after = host(boot_id=NEXT_BOOT)
    assert told(host(), after, ignore=("boot_id",)) == []
    assert told(host(), after, ignore=("host",)) == []
    assert told(
        host(kernel="6.1.0"), host(boot_id=NEXT_BOOT, kernel="6.2.0"), ignore=("boot_id",)
    ) == ["changed host web1; kernel 6.1.0 -> 6.2.0"]


def test_without_a_boot_id_nothing_is_said_about_reboots() -> None:
    assert told(host(boot_id=None), host()) == []
    assert told(host(boot_id=None, kernel="6.1.0"), host(kernel="6.2.0")) == [
        "upgraded host web1; kernel 6.1.0 -> 6.2.0"
    ]


def test_another_name_of_a_host_is_a_renaming() -> None:
    assert told(host(), host(hostname="web2")) == [
        "renamed host web1 -> web2; hostname web1 -> web2"
    ]


def test_another_system_is_a_change() -> None:
    assert told(host(os="Debian 12"), host(os="Debian 13")) == [
        "changed host web1; os Debian 12 -> Debian 13"
    ]


def engines(*of: Engine) -> Snapshot:
    return host(engines=list(of))


def test_an_engine_of_another_version_was_upgraded_be_it_newer_or_older() -> None:
    older = replace(ENGINE, version="20.10.24")
    assert told(engines(older), engines(ENGINE)) == [
        "upgraded engine docker; version 20.10.24 -> 28.2.2"
    ]
    assert told(engines(ENGINE), engines(older)) == [
        "upgraded engine docker; version 28.2.2 -> 20.10.24"
    ]


def test_another_interface_of_an_engine_is_a_change() -> None:
    assert told(engines(ENGINE), engines(replace(ENGINE, api_version="1.51"))) == [
        "changed engine docker; api_version 1.50 -> 1.51"
    ]


def test_an_engine_goes_by_its_socket() -> None:
    other = replace(ENGINE, socket="unix:///run/other.sock")
    assert told(engines(ENGINE), engines(ENGINE, other)) == [
        "added engine docker; version None -> 28.2.2; socket None -> unix:///run/other.sock"
    ]
