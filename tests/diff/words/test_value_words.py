from typing import Any

import pytest

from tests.diff.build_diff import change
from topograph.diff.words.sentence import LONGEST, plain
from topograph.diff.words.value_words import MOST_VALUES, change_words, fact_words


def words(field: str, before: Any, after: Any) -> str:
    return plain(change_words(change(field, before, after)))


@pytest.mark.parametrize(
    ("field", "before", "after", "expected"),
    [
        ("mtu", 1500, 1450, "mtu 1500 → 1450"),
        ("bridge.ageing_time", 300.0, 12.5, "bridge.ageing_time 300 → 12.5"),
        ("alias", None, "uplink", "alias none → uplink"),
        ("image", "", "redis:7", "image none → redis:7"),
        ("carrier", True, None, "carrier on → none"),
        ("carrier", True, False, "carrier on → off"),
        ("is_router", True, False, "is_router yes → no"),
        ("port.is_new", False, True, "port.is_new no → yes"),
        ("value", 0, None, "value 0 → none"),
        ("value", 1, "1", "value 1 → '1'"),
        ("alias", None, "", "alias None → ''"),
        ("alias", "x", ["y"], "alias x → (y)"),
    ],
)
def test_a_value_becomes_another(field: str, before: Any, after: Any, expected: str) -> None:
    assert words(field, before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["a", "b"], ["b", "c"], "− a + c"),
        (["a"], ["a", "b"], "+ b"),
        (["a", "b"], ["b"], "− a"),
        (None, ["a"], "+ a"),
        (["a"], None, "− a"),
        (["a", "a"], ["a"], "− a"),
        (["a", "b"], ["b", "a"], "a, b → b, a"),
        ([], None, "none → none"),
        ({"x": "1", "y": "2"}, {"x": "1", "y": "3"}, "− y=2 + y=3"),
        ([1, True], [True], "− 1"),
        (
            [{"address": "192.0.2.1/24", "family": 4}],
            [{"address": "192.0.2.1/24", "family": 4, "scope": "link", "label": ""}],
            "− 192.0.2.1/24 + 192.0.2.1/24 scope link",
        ),
        ([{"vid": 1, "pvid": True}], [{"vid": 2}], "− pvid on vid 1 + vid 2"),
        (
            [{"container_port": 80}],
            [
                {"container_port": 80, "host_port": 8080, "host_ip": "0.0.0.0"},
                {"container_port": 53, "protocol": "udp", "host_port": 53, "host_ip": "::"},
                {"container_port": 81, "host_port": 81},
            ],
            "− 80/tcp + 0.0.0.0:8080->80/tcp, [::]:53->53/udp, 81->81/tcp",
        ),
    ],
)
def test_of_a_list_is_told_what_was_taken_and_what_came(
    before: Any, after: Any, expected: str
) -> None:
    assert words("x", before, after) == f"x {expected}"


def test_of_many_elements_the_first_are_told_and_the_number_of_the_others() -> None:
    names = [f"n{n}" for n in range(MOST_VALUES + 5)]
    shown = ", ".join(names[:MOST_VALUES])
    assert words("names", [], names) == f"names + {shown} and 5 more"
    one_more = names[: MOST_VALUES + 1]
    assert words("names", one_more, []) == f"names − {', '.join(one_more)}"


def test_a_text_of_any_length_is_cut() -> None:
    told = words("alias", "x" * 100_000, 10**200 * 1.0)
    assert len(told) < 2 * LONGEST + 20
    assert "x…" in told


def test_what_came_as_a_whole_has_its_value_only() -> None:
    assert plain(fact_words(change("image", None, "a"), "a")) == "image a"
    assert plain(fact_words(change("networks"), ["a", "b"])) == "networks a, b"
    assert plain(fact_words(change("labels"), {"b": 1, "a": True})) == "labels a=on, b=1"
    assert plain(fact_words(change("names"), [])) == "names none"
