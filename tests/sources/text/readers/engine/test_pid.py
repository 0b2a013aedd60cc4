from tests.sources.text.readers.reading import read
from topograph.sources.text.told import ToldNetns

PID = "docker inspect -f {{.State.Pid}}"


def test_processes_are_told_in_the_order_in_which_they_were_asked_for() -> None:
    told = read("docker inspect pid", "44356\n0\n7", f"{PID} web off db")
    assert told.unknown == []
    assert told.namespaces == [
        ToldNetns("container:web", pid=44356),
        # What does not run has none.
        ToldNetns("container:db", pid=7),
    ]


def test_what_nobody_asked_for_is_not_understood() -> None:
    told = read("docker inspect pid", "no\n-1\n5\n6", f"{PID} web")
    assert told.namespaces == [ToldNetns("container:web", pid=5)]
    assert [line.number for line in told.unknown] == [1, 2, 4]
    assert [line.number for line in read("docker inspect pid", "5").unknown] == [1]
