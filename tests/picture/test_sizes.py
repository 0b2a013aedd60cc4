import pytest

from topograph.picture.parts import Card, Person, Row, State
from topograph.picture.sizes import EDGE, PILL_GAP, owner, pill_lines, row_height

PORTS = tuple(f"0.0.0.0:{8000 + n}→80/tcp" for n in range(40))


def test_ports_are_wrapped_to_the_width_of_the_card() -> None:
    lines = pill_lines(PORTS[:3], 300)
    assert [[port for port, _ in line] for line in lines] == [[PORTS[0]], [PORTS[1]], [PORTS[2]]]
    assert len(pill_lines(PORTS[:3], 600)) == 1


@pytest.mark.parametrize("width", [300, 360, 480])
@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_no_line_of_ports_is_wider_than_its_card(width: int, count: int) -> None:
    for line in pill_lines((*PORTS[:count], "x" * 300), width):
        assert sum(need for _, need in line) + PILL_GAP * (len(line) - 1) <= width - 2 * EDGE


def test_ports_without_room_are_counted() -> None:
    lines = pill_lines(PORTS, 480)
    shown = [port for line in lines for port, _ in line]
    assert len(lines) == 3
    assert shown[-1] == f"{len(PORTS) - len(shown) + 1} more"
    assert tuple(shown[:-1]) == PORTS[: len(shown) - 1]


def test_no_ports_are_no_lines() -> None:
    assert pill_lines((), 300) == []


def test_each_further_address_makes_a_row_higher() -> None:
    heights = [
        row_height(Row("k", "n", "eth0", addresses=("192.0.2.1/24",) * n)) for n in range(4)
    ]
    assert heights == [22, 22, 38, 54]
    assert row_height(Row("k", "n", "eth0", addresses=("192.0.2.1/24",), note="down")) == 38


def test_a_card_of_one_line_names_all_its_containers_and_their_troubles() -> None:
    people = (
        Person("a", "web", "img", State.RUNNING),
        Person("b", "old", "img", State.STOPPED, word="exited"),
    )
    assert owner(Card("k", "n", people=people)) == "web, old · exited"
    assert owner(Card("k", "n", name="blue")) == "blue"
