from tests.graph.build_facts import BOX, ROOT
from tests.graph.text_facts import container, endpoint, host, inside, link, root
from topograph.facts import Host, Link, Netns
from topograph.graph.guessing.completing import Guesses, complete

MAC = "00:00:5e:00:53:01"
UNSEEN = "nobody looked into it: these links are what the engine tells of it"


def test_a_host_that_was_told_in_full_is_left_alone() -> None:
    docker0 = Link(ifindex=3, ifname="docker0")
    told = Host(hostname="web1", namespaces=[Netns(inode=ROOT, root=True, links=[docker0])])
    assert complete(told) == (told, Guesses())


def test_each_guess_is_in_the_facts_and_says_why() -> None:
    web = container("web", endpoint("net", MAC))
    found, guesses = complete(
        host(root(link(3, "docker0")), inside(link(-1, "eth0", mac=MAC)), containers=(web,))
    )
    assert found.namespaces[0].links[0].kind == "bridge"
    assert found.containers[0].netns == BOX
    assert guesses == Guesses(
        kinds={(ROOT, 3): "Docker gives it such a name"},
        sandboxes={
            ("", web.id, ("web",)): f"a link there has the MAC {MAC} of its endpoint in net"
        },
        supposed={},
    )


def test_the_namespace_of_a_container_into_which_nobody_looked_is_a_guess_too() -> None:
    web = container("web", endpoint("net", MAC))
    found, guesses = complete(host(root(), containers=(web,)))
    (inode,) = guesses.supposed
    assert found.containers[0].netns == inode
    assert guesses.supposed == {inode: UNSEEN}
    assert guesses.sandboxes == {("", web.id, ("web",)): UNSEEN}


def test_why_a_namespace_is_the_containers_goes_before_why_its_links_are_there() -> None:
    web = container("web", endpoint("net", MAC))
    _, guesses = complete(host(root(), inside(names=("web",)), containers=(web,)))
    assert guesses.supposed == {BOX: UNSEEN}
    assert list(guesses.sandboxes.values()) == ["the namespace has the container's name"]
