from msgspec.structs import replace

from tests.diff.small_hosts import Person, app, docker_host, told
from topograph.facts import Container, Endpoint, Network, Subnet

WEB = Person(name="web")


def test_a_network_with_another_id_was_recreated_with_its_bridge() -> None:
    after = docker_host(networks=[app("7" * 64)], bridge_ifindex=20)
    assert told(docker_host(), after) == ["recreated network app"]


def test_a_network_that_came_brings_its_bridge() -> None:
    assert told(docker_host(networks=[]), docker_host()) == [
        "added network app; driver None -> bridge; subnets None -> 198.51.100.0/24",
        "  added link br-4e120ad68df2; addresses None -> 198.51.100.1/24",
    ]


def test_a_network_goes_by_its_id_before_its_name() -> None:
    before = docker_host(networks=[app(name="a")])
    after = docker_host(networks=[app(name="b")])
    assert told(before, after) == ["renamed network a -> b; name a -> b"]


def test_networks_of_two_engines_with_one_id_are_two() -> None:
    podman = "unix:///run/podman/podman.sock"
    others = [
        Network(id="2" * 64, name="podman", engine=engine, driver="other", internal=internal)
        for engine, internal in ((podman, False), ("unix:///run/user/1000/podman.sock", True))
    ]
    facts = docker_host(networks=others)
    assert told(facts, docker_host(networks=others[::-1])) == []
    assert told(facts, docker_host(networks=others[:1])) == [
        "removed network podman; driver other -> None; internal True -> None"
    ]


def test_a_predefined_network_of_another_id_is_the_one_of_an_engine_that_started_again() -> None:
    before = docker_host(networks=[Network(id="1" * 64, name="host", driver="host")])
    after = docker_host(networks=[Network(id="2" * 64, name="host", driver="host")])
    assert told(before, after) == []


def test_a_gateway_that_only_one_side_tells_is_no_change() -> None:
    before = docker_host(networks=[app(subnets=[Subnet(subnet="198.51.100.0/24")])])
    assert told(before, docker_host()) == []
    assert told(docker_host(), before) == []


def test_another_gateway_is_a_change() -> None:
    other = [Subnet(subnet="198.51.100.0/24", gateway="198.51.100.254")]
    assert told(docker_host(), docker_host(networks=[app(subnets=other)])) == [
        "changed network app; subnets.198.51.100.0/24.gateway 198.51.100.1 -> 198.51.100.254"
    ]


def test_a_container_that_left_one_network_for_another_has_moved() -> None:
    def facts(network: str) -> Container:
        endpoint = Endpoint(network_id="", network_name=network, addresses=["198.51.100.2/24"])
        return replace(WEB.container(), endpoints=[endpoint], network_mode="")

    before, after = (docker_host(WEB, containers=[facts(name)]) for name in ("front", "back"))
    assert told(before, after) == [
        "moved container web; networks front -> back",
        "  added endpoint back in web; addresses None -> 198.51.100.2/24",
        "  removed endpoint front in web; addresses 198.51.100.2/24 -> None",
    ]


def test_a_container_that_joined_one_more_network_has_changed() -> None:
    more = Endpoint(network_id="8" * 64, network_name="back", addresses=["203.0.113.2/24"])
    container = WEB.container()
    after = docker_host(
        WEB, containers=[replace(container, endpoints=[*container.endpoints, more])]
    )
    assert told(docker_host(WEB), after) == [
        "changed container web; networks app -> app,back",
        "  added endpoint back in web; addresses None -> 203.0.113.2/24",
    ]
