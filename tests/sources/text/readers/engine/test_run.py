"""New containers, from `docker run -d`."""

from tests.sources.text.readers.reading import begins, read
from topograph.sources.text.told import ToldContainer

ID = "0fe6fdeb87de833ef1ca44223962854f240f7bf2914753e43614e57dbeb5f28b"


def test_the_id_is_a_container_and_what_is_fetched_before_is_none() -> None:
    text = (
        f"Unable to find image 'a:1' locally\n1: Pulling from library/a\n{ID[:12]}: Waiting\n{ID}"
    )
    told = read("docker run", text, "docker run -d a:1")
    assert (told.containers, told.unknown) == ([ToldContainer(ID)], [])


def test_what_a_container_prints_is_not_understood() -> None:
    told = read("docker run", f"hello\n{ID[:40]}", "docker run a:1")
    assert ([line.number for line in told.unknown], told.containers) == ([1, 2], [])


def test_an_id_alone_may_be_that_of_anything() -> None:
    assert begins(ID) == []
