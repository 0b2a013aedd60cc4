import pytest

from tests.sources.bundle.written import INDEX, Wrote, a_host, bundle
from topograph.errors import MalformedSnapshot, UnknownSource, UnsupportedVersion
from topograph.sources.bundle import is_bundle
from topograph.sources.bundle.index import Entry, open_bundle


def gaps(index: str) -> list[str]:
    return [gap.what for gap in open_bundle({INDEX: index.encode(), "a": b""}, "x.tar").gaps]


def test_a_bundle_is_known_by_its_index_wherever_it_lies() -> None:
    assert is_bundle(["topograph-bundle/1", "topograph-bundle/topograph-index"])
    assert is_bundle(["topograph-index"])
    assert not is_bundle(
        ["topograph-bundle/1", "index", "not-topograph-index", "topograph-index/1"]
    )


def test_each_line_leads_to_an_output() -> None:
    found = open_bundle(bundle([Wrote("host", "date", "now\n", "a: bad: thing\n", 3)]), "x.tar")
    [entry] = found.about("host")
    assert entry == Entry("host", "date", 3, "now\n", "a: bad: thing\n", "topograph-bundle/1")
    assert (entry.lines, entry.complaint) == (["now"], "thing")
    assert found.gaps == []
    assert found.find("host", "date") == entry
    assert found.find("host", "user") is None
    assert found.find("inode:1", "date") is None


def test_outputs_lie_beside_the_index() -> None:
    members = {
        name.removeprefix("topograph-bundle/"): data for name, data in bundle(a_host()).items()
    }
    assert len(open_bundle(members, "x.tar").about("host")) == 16
    members = {f"a/b/{name}": data for name, data in members.items()}
    assert len(open_bundle(members, "x.tar").about("host")) == 16


def test_the_last_output_of_a_command_counts() -> None:
    found = open_bundle(bundle([Wrote("host", "date", "1"), Wrote("host", "date", "2")]), "x.tar")
    entry = found.find("host", "date")
    assert entry is not None
    assert entry.output == "2"


@pytest.mark.parametrize(
    ("first", "error", "words"),
    [
        ("topograph-bundle\t2", UnsupportedVersion, "a bundle of version 2, and .* up to 1"),
        ("topograph-bundle\t" + "9" * 5000, MalformedSnapshot, "not an index of a bundle"),
        ("topograph-bundle", MalformedSnapshot, "not an index of a bundle"),
        ("", MalformedSnapshot, "not an index of a bundle"),
    ],
)
def test_an_index_of_another_kind_is_refused(
    first: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        open_bundle(bundle(a_host(), first=first), "x.tar")


def test_no_index_is_no_bundle() -> None:
    with pytest.raises(MalformedSnapshot, match=r"x\.tar: not a bundle of topograph"):
        open_bundle({"topograph-bundle/1": b""}, "x.tar")


def test_a_damaged_index_is_a_gap() -> None:
    first = "topograph-bundle\t1\n"
    ends_early = (
        "the bundle is damaged: it ends early, and what the script had yet to ask is missing"
    )
    assert gaps(first + "end\n") == []
    assert gaps(first) == [ends_early]
    assert gaps(first + "9\t0\thost\tdate\nend\n") == [
        "the bundle is damaged: 1 line of its index speak of outputs that it does not hold"
    ]
    odd = ["1\t0\thost", "x\t0\thost\tdate", "1\t0\t\tdate", "\0", f"{'9' * 5000}\t0\thost\tdate"]
    assert gaps(first + "\n".join(odd) + "\nend\n") == [
        "the bundle is damaged: 5 lines of its index could not be understood"
    ]


def test_an_index_leads_nowhere_outside_of_its_folder() -> None:
    for path in ("../a", "/a", "a"):
        assert gaps(f"topograph-bundle\t1\n{path}\t0\thost\tdate\nend\n") == [
            "the bundle is damaged: 1 line of its index could not be understood"
        ]


def test_bytes_that_are_no_text_are_replaced() -> None:
    members = bundle([Wrote("host", "names")])
    members["topograph-bundle/1"] = b"/proc/1/comm:\xff\xfe\n"
    [entry] = open_bundle(members, "x.tar").about("host")
    assert entry.output == "/proc/1/comm:\ufffd\ufffd\n"


def test_a_file_that_is_named_again_is_not_read_again() -> None:
    index = "topograph-bundle\t1\n" + "1\t0\thost\tdate\n" * 3 + "end\n"
    found = open_bundle({INDEX: index.encode(), "topograph-bundle/1": b"now\n"}, "x.tar")
    assert len(found.about("host")) == 1
    assert [gap.what for gap in found.gaps] == [
        "the bundle is damaged: 2 lines of its index could not be understood"
    ]


def test_captures_of_two_hosts_are_not_taken_for_one() -> None:
    one = bundle(a_host())
    other = {name.replace("topograph-bundle", "db1"): data for name, data in one.items()}
    with pytest.raises(UnknownSource, match=r"several captures: db1/.* and topograph-bundle/"):
        open_bundle({**one, **other}, "x.tar")


def test_an_output_that_is_larger_than_any_is_left_out() -> None:
    members = bundle([Wrote("host", "date", "now\n"), Wrote("host", "names", "x" * (17 << 20))])
    found = open_bundle(members, "x.tar")
    assert [entry.command for entry in found.about("host")] == ["date"]
    assert [gap.what for gap in found.gaps] == [
        "the bundle is damaged: 1 of its outputs is larger than 16 MiB, and not read"
    ]
