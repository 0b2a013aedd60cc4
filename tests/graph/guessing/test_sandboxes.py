from msgspec.structs import replace

from tests.graph.build_facts import BOX, OTHER
from tests.graph.text_facts import container, endpoint, host, inside, link, root
from topograph.facts import Container, Netns
from topograph.graph.guessing.sandboxes import guess_sandboxes

MAC, MAC2 = "00:00:5e:00:53:01", "00:00:5e:00:53:02"


def guessed(*containers: Container, inside_of: tuple[Netns, ...]) -> dict[str, int]:
    found = guess_sandboxes(host(root(), *inside_of, containers=containers))
    return {containers[n].names[0]: inode for n, (inode, _) in found.items()}


def test_a_mac_of_an_endpoint_tells_the_namespace() -> None:
    web = container("web", endpoint("net", MAC))
    boxes = inside(link(2, "eth0", mac=MAC)), inside(link(2, "eth0", mac=MAC2), inode=OTHER)
    assert guessed(web, inside_of=boxes) == {"web": BOX}


def test_an_address_of_an_endpoint_tells_it_where_no_mac_does() -> None:
    web = container("web", endpoint("net", None, "192.0.2.5/24"))
    boxes = (
        inside(link(2, "eth0", "192.0.2.6/24")),
        inside(link(2, "eth0", "192.0.2.5/24"), inode=OTHER),
    )
    assert guessed(web, inside_of=boxes) == {"web": OTHER}


def test_a_namespace_may_have_the_name_of_the_container_its_id_or_its_image() -> None:
    boxes = (
        inside(names=("web",)),
        inside(names=("abcdefabcdef",), inode=OTHER),
        inside(names=("redis",), inode=OTHER + 1),
    )
    found = guessed(
        container("web"),
        container("db", id="abcdefabcdef0123"),
        container("cache", image="registry.example:5000/library/redis:7@sha256:1"),
        inside_of=boxes,
    )
    assert found == {"web": BOX, "db": OTHER, "cache": OTHER + 1}


def test_what_fits_twice_is_not_guessed() -> None:
    twins = container("a", image="redis"), container("b", image="redis")
    assert guessed(*twins, inside_of=(inside(names=("redis",)),)) == {}
    boxes = inside(link(2, "eth0", mac=MAC)), inside(link(2, "eth0", mac=MAC), inode=OTHER)
    assert guessed(container("web", endpoint("net", MAC)), inside_of=boxes) == {}


def test_a_mac_goes_before_a_name() -> None:
    web = container("web", endpoint("net", MAC))
    boxes = inside(names=("web",)), inside(link(2, "eth0", mac=MAC), inode=OTHER, names=("x",))
    assert guessed(web, inside_of=boxes) == {"web": OTHER}


def test_containers_without_a_namespace_of_their_own_get_none() -> None:
    box = inside(names=("web",))
    for fields in ({"state": "exited"}, {"network_mode": "host"}, {"network_mode": "container:x"}):
        assert guessed(container("web", **fields), inside_of=(box,)) == {}


def test_a_container_whose_namespace_could_have_been_told_gets_none() -> None:
    assert guessed(container("web", untold=[]), inside_of=(inside(names=("web",)),)) == {}


def test_a_namespace_that_is_taken_is_not_given_again() -> None:
    taken = container("other", netns=BOX)
    assert guessed(taken, container("web"), inside_of=(inside(names=("web",)),)) == {}


def test_a_guess_says_why() -> None:
    web = container("web", endpoint("net", MAC))
    facts = host(root(), inside(link(2, "eth0", mac=MAC)), containers=(web,))
    reason = f"a link there has the MAC {MAC} of its endpoint in net"
    assert guess_sandboxes(facts) == {0: (BOX, reason)}


def test_a_namespace_with_other_macs_or_addresses_is_not_the_containers() -> None:
    web = container("web", endpoint("net", MAC, "192.0.2.5/24"))
    for held in (
        link(2, "eth0", mac=MAC2),
        link(2, "eth0", "192.0.2.6/24"),
        link(2, "eth0", "192.0.2.6/24", mac=MAC),
    ):
        told = replace(inside(held, names=("web",)), untold=[])
        assert guessed(web, inside_of=(told,)) == {}
        # What was left out may be the one.
        assert guessed(web, inside_of=(inside(held, names=("web",)),)) == {"web": BOX}


def test_macs_in_capital_letters_are_no_other_ones() -> None:
    web = container("web", endpoint("net", MAC), netns=None)
    told = replace(inside(link(2, "eth0", mac=MAC.upper()), names=("x",)), untold=[])
    assert guessed(web, inside_of=(told,)) == {"web": BOX}
