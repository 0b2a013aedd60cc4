"""The decoder beside pyroute2's on the same host, attribute by attribute."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.system import reference
from tests.system.compare import differences_by_key, differences_in_any_order, plain
from tests.system.rich_host import NAMES, RichHost
from topograph import facts

ASK = Path(__file__).with_name("ask_pyroute2.py")
LOCAL_TABLE = 255
# What the kernel is asking for at this moment may have changed by the next.
FLEETING = {"INCOMPLETE", "REACHABLE", "DELAY", "PROBE", "FAILED"}

Told = Mapping[str, list[dict[str, Any]]]


@dataclass
class Observed:
    """One quiet moment of the rich host, seen by both decoders."""

    told: dict[str, Told]
    found: dict[str, facts.Netns]


@pytest.fixture(scope="module")
def observed(rich_host: RichHost) -> Observed:
    for _ in range(10):
        before = {name: ask(rich_host, name) for name in NAMES}
        found = rich_host.namespaces_of(rich_host.collect())
        if before == {name: ask(rich_host, name) for name in NAMES}:
            assert list(found) == NAMES
            return Observed(before, found)
    raise AssertionError("the host never keeps still")


def ask(host: RichHost, name: str) -> Told:
    """Ask pyroute2 in one namespace."""
    answer = json.loads(host.box.run(*host.enter(name), sys.executable, str(ASK)))
    routes = [reference.route(message) for message in answer["routes"]]
    neighbours = [reference.neighbour(message) for message in answer["neighbours"]]
    return {
        "links": [reference.link(message) for message in answer["links"]],
        "addresses": [reference.address(message) for message in answer["addresses"]],
        "routes": [route for route in routes if route["table"] != LOCAL_TABLE],
        "rules": [reference.rule(message) for message in answer["rules"]],
        "neighbours": lasting(neighbours),
    }


def lasting(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out fleeting neighbours, and proxies, for which pyroute2 does not ask."""
    return [one for one in entries if not FLEETING & set(one["state"]) and not one["is_proxy"]]


@pytest.mark.parametrize("name", NAMES)
def test_links_are_decoded_as_pyroute2_does(observed: Observed, name: str) -> None:
    told = observed.told[name]["links"]
    assert told
    actual = [plain(link) for link in observed.found[name].links]
    found = differences_by_key(name, "ifname", told, actual)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", NAMES)
def test_addresses_are_decoded_as_pyroute2_does(observed: Observed, name: str) -> None:
    actual = [
        {"ifindex": link.ifindex, **plain(address)}
        for link in observed.found[name].links
        for address in link.addresses
    ]
    for address in actual:
        address["flags"].sort()
        address["valid_lft"] = address["valid_lft"] is not None
        address["preferred_lft"] = address["preferred_lft"] is not None
    found = differences_in_any_order(name, observed.told[name]["addresses"], actual)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", NAMES)
def test_routes_are_decoded_as_pyroute2_does(observed: Observed, name: str) -> None:
    actual = [plain(route) for route in observed.found[name].routes]
    for route in actual:
        route["flags"].sort()
    found = differences_in_any_order(name, observed.told[name]["routes"], actual)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", NAMES)
def test_rules_are_decoded_as_pyroute2_does(observed: Observed, name: str) -> None:
    told = observed.told[name]["rules"]
    assert told
    actual = [plain(rule) for rule in observed.found[name].rules]
    found = differences_in_any_order(name, told, actual)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", NAMES)
def test_neighbours_are_decoded_as_pyroute2_does(observed: Observed, name: str) -> None:
    actual = lasting([plain(neighbour) for neighbour in observed.found[name].neighbours])
    found = differences_in_any_order(name, observed.told[name]["neighbours"], actual)
    assert not found, "\n".join(found)
