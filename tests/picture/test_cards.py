from msgspec.structs import replace

from tests.hosts import docker0, snapshot
from tests.picture.shown import card, sample, view_of
from tests.render.mixed_host import mixed
from topograph.facts import PublishedPort
from topograph.picture.parts import State


def test_a_card_has_the_name_state_image_links_and_ports_of_its_container() -> None:
    shown = card(view_of(docker0()), "pensive_yonath")
    (person,) = shown.people
    assert (person.image, person.state, person.word) == ("redis", State.RUNNING, "")
    assert person.details == ("Up 2 minutes",)
    (row,) = shown.rows
    assert (row.name, row.addresses, row.mac) == ("eth0", ("172.17.0.2/16",), "02:42:ac:11:00:02")
    assert shown.ports == ("6379/tcp",)


def test_a_plain_loopback_is_not_shown() -> None:
    assert [row.name for row in card(view_of(docker0()), "mad_feynman").rows] == ["eth0"]


def test_containers_that_share_a_namespace_share_a_card_led_by_its_owner() -> None:
    shown = card(view_of(mixed()), "sidecar")
    assert [person.name for person in shown.people] == ["web", "sidecar"]
    assert shown is not card(view_of(mixed()), "batch")
    assert shown.ports == ("0.0.0.0:8080→80/tcp",)


def test_a_stopped_container_has_a_card_without_links() -> None:
    shown = card(view_of(sample("modes")), "finished")
    assert shown.people[0].state is State.STOPPED
    assert shown.people[0].word == "exited"
    assert shown.rows == ()
    assert shown.note == ""


def test_a_container_whose_namespace_was_not_seen_says_so() -> None:
    assert card(view_of(mixed()), "far").note == "its namespace was not seen"


def test_what_the_engine_tells_of_such_a_container_is_shown() -> None:
    host = docker0().hosts[0]
    lost = replace(host, namespaces=host.namespaces[:1])
    (row,) = card(view_of(snapshot(lost)), "pensive_yonath").rows
    assert (row.name, row.addresses, row.mac) == ("?", ("172.17.0.2/16",), "02:42:ac:11:00:02")
    assert row.details == ("as the engine tells; the link itself was not seen",)


def test_a_container_without_network_says_so() -> None:
    assert card(view_of(mixed()), "batch").note == "no link but its loopback"


def test_a_namespace_without_containers_says_who_lives_in_it() -> None:
    assert card(view_of(mixed()), "blue").label == "namespace without a process"
    host = docker0().hosts[0]
    shown = card(view_of(snapshot(replace(host, containers=[]))), "0f6bd27d5f4e")
    assert shown.label == "namespace of mysql (2483)"
    assert shown.people == ()


def test_text_that_tells_of_no_process_does_not_say_that_there_is_none() -> None:
    facts = mixed()
    [host] = facts.hosts
    namespaces = [
        replace(netns, untold=["processes"]) if "blue" in netns.names else netns
        for netns in host.namespaces
    ]
    told = replace(facts, hosts=[replace(host, namespaces=namespaces)])
    assert card(view_of(told), "blue").label == "namespace"


def test_a_namespace_that_was_not_read_says_so_with_its_reason() -> None:
    shown = card(view_of(mixed()), "shut")
    assert (shown.label, shown.note) == ("could not be read", "")
    assert shown.details == ("The namespace could not be entered: operation not permitted.",)


def test_a_container_whose_namespace_was_not_read_shows_what_the_engine_tells() -> None:
    host = docker0().hosts[0]
    shut = [replace(n, links=[], routes=[]) for n in host.namespaces[1:]]
    shown = card(
        view_of(snapshot(replace(host, namespaces=[host.namespaces[0], *shut]))), "pensive_yonath"
    )
    assert (shown.label, shown.note) == ("", "could not be read")
    assert [(row.name, row.addresses) for row in shown.rows] == [("?", ("172.17.0.2/16",))]


def test_a_namespace_with_a_bridge_of_its_own_has_a_panel() -> None:
    shown = card(view_of(mixed()), "1-0123456789")
    (panel,) = shown.panels
    assert panel.name == "br0"
    (row,) = panel.rows
    assert (row.name, row.note) == ("vxlan0", "vxlan 4097 → 192.0.2.9, no carrier")
    assert shown.rows == ()


def test_health_is_told_unless_it_is_well() -> None:
    host = docker0().hosts[0]
    for health, word in (("healthy", ""), ("unhealthy", "unhealthy"), ("starting", "starting")):
        people = [replace(c, health=health) for c in host.containers]
        shown = view_of(snapshot(replace(host, containers=people)))
        assert card(shown, "mad_feynman").people[0].word == word


def test_a_state_that_nobody_knows_is_told_as_it_is() -> None:
    host = docker0().hosts[0]
    for state, word in (("", "state unknown"), ("melting", "melting")):
        people = [replace(c, state=state) for c in host.containers]
        person = card(view_of(snapshot(replace(host, containers=people))), "mad_feynman").people[0]
        assert (person.state, person.word) == (State.UNKNOWN, word)


def test_the_same_port_of_two_containers_is_told_once() -> None:
    host = mixed().hosts[0]
    port = PublishedPort(container_port=80, host_ip="0.0.0.0", host_port=8080)
    people = [replace(c, ports=[port]) for c in host.containers]
    shown = view_of(snapshot(replace(host, containers=people)))
    assert card(shown, "sidecar").ports == ("0.0.0.0:8080→80/tcp",)


def test_cards_come_by_name_as_people_count() -> None:
    host = docker0().hosts[0]
    names = [["web10"], ["web2"]]
    people = [replace(c, names=n) for c, n in zip(host.containers, names, strict=True)]
    shown = view_of(snapshot(replace(host, containers=people)))
    assert [one.people[0].name for one in shown.hosts[0].cards] == ["web2", "web10"]
