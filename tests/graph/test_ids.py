import pytest

from tests.properties.strategies import HOSTILE
from topograph.graph.ids import NodeId, join, make, parse
from topograph.graph.schema import NodeType


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (NodeId(NodeType.HOST, "web1"), "host/web1"),
        (NodeId(NodeType.NETNS, "web1"), "netns/web1"),
        (NodeId(NodeType.NETNS, "web1", netns="redis"), "netns/web1/@redis"),
        (NodeId(NodeType.LINK, "web1", "docker0"), "link/web1/docker0"),
        (NodeId(NodeType.LINK, "web1", "eth0", "redis"), "link/web1/@redis/eth0"),
        (NodeId(NodeType.CONTAINER, "web1", "redis"), "container/web1/redis"),
        (NodeId(NodeType.NETWORK, "web1", "bridge"), "network/web1/bridge"),
        (NodeId(NodeType.REMOTE, "web1", "2001:db8::9"), "remote/web1/2001%3Adb8%3A%3A9"),
    ],
)
def test_ids_are_readable_and_parse(node: NodeId, text: str) -> None:
    assert make(node) == text
    assert parse(text) == node


@pytest.mark.parametrize("name", [*HOSTILE, "\ud800", "a\u200fb"])
def test_a_hostile_name_comes_back_from_its_id(name: str) -> None:
    node = NodeId(NodeType.LINK, name, name, name)
    assert parse(make(node)) == node
    assert not set(make(node)) & set(": \n\t\x00\x1b\u202e\u2028\ufeff\ud800\u200f")


def test_a_link_named_like_a_label_is_told_from_a_namespace() -> None:
    link = make(NodeId(NodeType.LINK, "web1", "@redis"))
    assert link == "link/web1/%40redis"
    assert parse(link).netns is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "link",
        "link/web1",
        "link/web1/redis/eth0",
        "link/web1/@redis/eth0/x",
        "host/web1/x",
        "netns/web1/redis",
        "container/web1/@x",
        "planet/web1",
        "host/a%3a",
        "host/%zz",
        "host/a:b",
    ],
)
def test_what_no_node_is_called_does_not_parse(text: str) -> None:
    with pytest.raises(ValueError, match="no id of a node"):
        parse(text)


@pytest.mark.parametrize(
    "node",
    [NodeId(NodeType.CONTAINER, "web1", "redis", "redis"), NodeId(NodeType.HOST, "web1", "redis")],
)
def test_parts_that_do_not_fit_the_type_make_no_id(node: NodeId) -> None:
    with pytest.raises(ValueError, match="no such id"):
        make(node)


def test_joined_parts_stay_apart() -> None:
    assert join("link", "a/b", "c d") == "link/a%2Fb/c%20d"
