from topograph.facts import Container
from topograph.sources.text.assembling.called import Called


def found(called: str, *containers: tuple[str, str]) -> str | None:
    """The id of the container that is meant."""
    container = Called(Container(id=id_, names=[name]) for id_, name in containers).find(called)
    return container.id if container else None


def test_a_container_is_found_by_its_name_its_id_or_the_start_of_it() -> None:
    both = ("0123abcd", "web"), ("4567abcd", "db")
    assert found("web", *both) == found("0123abcd", *both) == found("01", *both) == "0123abcd"
    assert found("db", *both) == found("4", *both) == "4567abcd"


def test_nothing_is_called_otherwise() -> None:
    for called in ("", "we", "123", "0123abcde", "8"):
        assert found(called, ("0123abcd", "web")) is None


def test_of_several_the_first_is_meant() -> None:
    assert found("01", ("019", "a"), ("018", "b")) == "019"
    assert found("a", ("2", "a"), ("1", "a"), ("a0", "c")) == "2"
    assert found("a", ("a0", "c"), ("1", "a")) == "a0"


def test_each_name_of_a_container_counts() -> None:
    called = Called([Container(id="1", names=["web", "front/web"])])
    assert called.find("front/web") is called.find("web") is not None
