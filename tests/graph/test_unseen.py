from tests.hosts import docker0, snapshot
from topograph.facts import Gap, Host
from topograph.graph import build_graph, cut
from topograph.graph.unseen import UnseenEngines


def gap(host: str, source: str = "engine") -> Gap:
    return Gap(source=source, subject="engine:x", what="Away.", host=host)


def test_none_found_is_none_where_every_engine_could_be_asked() -> None:
    unseen = UnseenEngines(build_graph(snapshot(Host(hostname="a"))))
    assert not unseen.hide("a", 0)


def test_none_found_is_not_none_where_an_engine_could_not_be_asked() -> None:
    unseen = UnseenEngines(build_graph(snapshot(Host(hostname="a"), gaps=[gap("a")])))
    assert unseen.hide("a", 0)
    assert not unseen.hide("a", 1)


def test_a_gap_is_about_its_own_host_or_if_it_names_none_about_all() -> None:
    hosts = [Host(hostname="a"), Host(hostname="b")]
    of_one = UnseenEngines(build_graph(snapshot(*hosts, gaps=[gap("a")])))
    assert [of_one.hide(name, 0) for name in ("a", "b")] == [True, False]
    of_all = UnseenEngines(build_graph(snapshot(*hosts, gaps=[gap("")])))
    assert [of_all.hide(name, 0) for name in ("a", "b")] == [True, True]


def test_gaps_of_another_kind_hide_no_container() -> None:
    unseen = UnseenEngines(build_graph(snapshot(Host(hostname="a"), gaps=[gap("a", "host")])))
    assert not unseen.hide("a", 0)


def test_of_two_hosts_with_one_name_neither_is_known_to_be_empty() -> None:
    twins = [Host(hostname="a", machine_id=digit * 32) for digit in "12"]
    unseen = UnseenEngines(build_graph(snapshot(*twins, gaps=[gap("a")])))
    assert [unseen.hide(name, 0) for name in ("a", "a~22222222")] == [True, True]


def test_a_part_knows_the_gaps_of_the_whole() -> None:
    graph = build_graph(snapshot(*docker0().hosts, gaps=[gap("ip-10-0-0-5")]))
    assert UnseenEngines(cut(graph, hide=("container",))).hide("ip-10-0-0-5", 0)
