"""What a diff tells of a node: a verb, few words, and the way to each of its events."""

import networkx as nx
from msgspec.structs import replace

from tests.diff.build_diff import added, change, changed, diff, entry, removed
from topograph.diff.marking import entry_id, mark
from topograph.diff.model import Diff, Entry, Thing, Unknown, Verb

LINK, ROUTE = Thing.LINK, Thing.ROUTE
MTU = change("mtu", 1500, 1400)
STP = change("bridge.stp_state", 0, 1)


def at(node: str, one: Entry) -> Entry:
    """Return an entry that is about a node, on each side on which it is."""
    before, after = (place and replace(place, node=node) for place in (one.before, one.after))
    return replace(one, before=before, after=after)


def marks(
    found: Diff, *nodes: str, names: dict[str, str] | None = None
) -> dict[str, dict[str, str]]:
    """Return what is said of each node of a graph that has these; `n` and `m` if none is given."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(nodes or ("n", "m"))
    mark(graph, found, {"n": "n", "m": "m"} if names is None else names)
    return {node: said for node, said in graph.nodes(data="change") if said}


def test_what_changed_of_a_node_is_its_words() -> None:
    assert marks(diff(at("n", changed(LINK, "br0", MTU, STP, kind="bridge")))) == {
        "n": {
            "verb": "changed",
            "words": "mtu 1500 → 1400, bridge.stp_state 0 → 1",
            "title": "bridge br0 changed\nmtu 1500 → 1400\nbridge.stp_state 0 → 1",
            "entry": "change-1",
        }
    }


def test_what_people_have_a_verb_for_is_told_with_it() -> None:
    state = change("state", "running", "exited")
    networks = change("networks", ["a"], ["a", "b"])
    for one, words in (
        (changed(Thing.CONTAINER, "web", state), "stopped"),
        (changed(Thing.CONTAINER, "web", networks), "connected to network b"),
        (changed(LINK, "eth0", change("is_up", True, False), MTU), "set down, mtu 1500 → 1400"),
        (entry(Verb.MOVED, LINK, "v", change("master", "br0", "br1")), "from br0 to br1"),
        (entry(Verb.RENAMED, LINK, "a", to="b"), "was a"),
        (entry(Verb.RECREATED, Thing.CONTAINER, "web"), ""),
    ):
        assert marks(diff(at("n", one)))["n"]["words"] == words


def test_the_networks_of_a_container_are_said_once() -> None:
    container = changed(Thing.CONTAINER, "web", change("networks", ["a"], ["a", "b"]))
    joined = at("n", added(Thing.ENDPOINT, "b", inside="web"))
    said = marks(diff(replace(at("n", container), parts=[joined])))["n"]
    assert said["words"] == "connected to network b"
    assert said["title"].split("\n") == [
        "container web connected to network b",
        "container web connected to b",
    ]


def test_of_what_came_or_went_the_verb_is_enough() -> None:
    for make, verb in ((added, "added"), (removed, "removed")):
        said = marks(diff(at("n", make(LINK, "br0", change("mtu", 1500, 1500)))))["n"]
        assert (said["verb"], said["words"]) == (verb, "")
        assert said["title"] == f"link br0 {verb}\nmtu 1500"


def test_what_belongs_to_a_node_has_changed_it() -> None:
    routes = [at("n", added(ROUTE, "192.0.2.0/24")), at("n", removed(ROUTE, "198.51.100.0/24"))]
    said = marks(diff(*routes))["n"]
    assert said == {
        "verb": "changed",
        "words": "route 192.0.2.0/24 added, route 198.51.100.0/24 removed",
        "title": "route 192.0.2.0/24 added\nroute 198.51.100.0/24 removed",
        "entry": "change-1 change-2",
    }


def test_what_a_node_says_of_itself_comes_first_and_decides() -> None:
    route, link = at("n", added(ROUTE, "192.0.2.0/24")), at("n", changed(LINK, "br0", MTU))
    words = "mtu 1500 → 1400, route 192.0.2.0/24 added"
    assert [marks(diff(*both))["n"]["words"] for both in ((route, link), (link, route))] == (
        [words, words]
    )
    gone = at("n", removed(LINK, "br0"))
    for both in ((route, gone), (gone, route)):
        said = marks(diff(*both))["n"]
        assert (said["verb"], said["words"], said["entry"]) == (
            ("removed", "", "change-1 change-2")
        )


def test_of_two_events_of_a_node_itself_the_first_is_its_verb() -> None:
    renamed = at("n", entry(Verb.RENAMED, LINK, "a", to="b"))
    said = marks(diff(at("n", changed(LINK, "a", MTU)), renamed))["n"]
    assert (said["verb"], said["words"]) == ("changed", "mtu 1500 → 1400")
    assert said["title"] == "link a changed\nmtu 1500 → 1400\nlink a renamed to b"
    assert said["entry"] == "change-1 change-2"


def test_parts_are_marked_with_the_event_that_they_are_a_part_of() -> None:
    below = at("m", changed(LINK, "b", MTU))
    part = replace(at("n", added(LINK, "a")), parts=[below])
    found = marks(diff(changed(LINK, "c"), added(Thing.PROJECT, "shop", parts=[part])))
    assert {node: said["entry"] for node, said in found.items()} == {
        "n": entry_id(2), "m": entry_id(2),
    }  # fmt: skip


def test_an_event_is_named_once_however_much_of_it_is_about_a_node() -> None:
    parts = [at("n", added(ROUTE, "192.0.2.0/24")), at("n", added(ROUTE, "198.51.100.0/24"))]
    said = marks(diff(replace(at("n", changed(LINK, "a", MTU)), parts=parts)))["n"]
    assert said["entry"] == "change-1"


def test_what_is_only_before_is_found_by_its_name_in_the_graph() -> None:
    found = marks(diff(at("old", removed(LINK, "a"))), "n", names={"old": "n"})
    assert found["n"]["verb"] == "removed"


def test_what_is_about_no_node_is_left_out() -> None:
    assert marks(diff(added(Thing.PROJECT, "shop"), at("x", added(LINK, "a")))) == {}
    assert marks(diff(at("x", removed(LINK, "a")))) == {}


def test_of_thousands_of_routes_few_are_told_and_all_can_be_found() -> None:
    routes = [at("n", added(ROUTE, f"10.0.{n}.0/24")) for n in range(200)]
    said = marks(diff(*routes))["n"]
    assert said["words"].count("added") == 8
    assert said["words"].endswith("route 10.0.7.0/24 added, and 192 more")
    assert said["title"].count("\n") == 99
    assert said["entry"].split() == [f"change-{n}" for n in range(1, 201)]
    assert "more" not in marks(diff(*routes[:8]))["n"]["words"]
    assert marks(diff(*routes[:9]))["n"]["words"].endswith(", and 1 more")


def test_what_was_not_observed_is_marked_for_things_and_not_for_what_belongs_to_them() -> None:
    hidden = [
        replace(at("n", removed(Thing.CONTAINER, "a")), parts=[at("m", removed(LINK, "eth0"))]),
        at("o", removed(ROUTE, "192.0.2.0/24")),
    ]
    unknown = Unknown(side="after", host="web1", what="denied", hint="run as root", hidden=hidden)
    names = {node: node for node in "nmo"}
    said = {
        "verb": "unknown",
        "words": "not observed after",
        "title": "not observed after: denied; run as root",
        "entry": "",
    }
    assert marks(diff(unknown=[unknown]), *"nmo", names=names) == {"n": said, "m": said}
