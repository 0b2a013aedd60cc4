from tests.diff.small_hosts import Person, app, docker_host, shop, told
from topograph.facts import Network


def heads(lines: list[str]) -> list[str]:
    """Leave out what deeper parts tell."""
    return [line.partition(";")[0] for line in lines if not line.startswith("    ")]


def test_more_containers_of_a_service_are_one_event() -> None:
    before = docker_host(shop("web", 1))
    after = docker_host(shop("web", 1), shop("web", 2), shop("web", 3))
    lines = told(before, after)
    assert lines[0] == "scaled service shop/web; containers 1 -> 3"
    assert heads(lines)[1:] == ["  added container shop-web-2", "  added container shop-web-3"]
    assert told(after, before)[0] == "scaled service shop/web; containers 3 -> 1"


def test_a_project_that_went_is_one_event() -> None:
    before, after = docker_host(shop("web", 1), shop("db", 1)), docker_host()
    assert heads(told(before, after)) == [
        "removed project shop",
        "  removed container shop-db-1",
        "  removed container shop-web-1",
    ]
    assert heads(told(after, before))[0] == "added project shop"


def test_what_came_is_no_part_of_a_project_that_went() -> None:
    labels = {"com.docker.compose.project": "shop"}
    network = Network(id="5" * 64, name="shop_other", driver="plug-in", labels=labels)
    lines = told(docker_host(shop("web", 1)), docker_host(networks=[app(), network]))
    assert [line.partition(";")[0] for line in lines if line[0] != " "] == [
        "removed project shop",
        "added network shop_other",
    ]


def test_a_service_that_went_from_a_project_that_stays_is_no_event_of_either() -> None:
    before, after = docker_host(shop("web", 1), shop("db", 1)), docker_host(shop("web", 1))
    assert heads(told(before, after))[0] == "removed container shop-db-1"


def test_a_service_that_got_as_many_as_it_lost_has_not_scaled() -> None:
    before = docker_host(shop("web", 1))
    after = docker_host(shop("web", 2))
    assert [line for line in heads(told(before, after)) if line[0] != " "] == [
        "removed container shop-web-1",
        "added container shop-web-2",
    ]


def test_recreated_containers_stay_events_of_their_own() -> None:
    before = docker_host(shop("web", 1), shop("web", 2))
    after = docker_host(shop("web", 1, born=1), shop("web", 2, born=1))
    assert told(before, after) == [
        "recreated container shop-web-1",
        "recreated container shop-web-2",
    ]


def test_containers_without_a_project_are_no_service() -> None:
    lines = told(docker_host(Person(name="a")), docker_host())
    assert heads(lines)[0] == "removed container a"
