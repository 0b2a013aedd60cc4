import io

import pytest

from topograph.errors import MalformedArchive
from topograph.sources.archives.budget import Budget, Limits
from topograph.sources.archives.member import LONGEST_NAME, Member, clean_name


def member(data: bytes, name: str = "a") -> Member:
    return Member(name, len(data), None, io.BytesIO(data).read)


def test_a_member_is_kept_up_to_its_limit() -> None:
    budget = Budget("host.tar", Limits(member=3 << 20))
    assert budget.keep(member(b"x" * (3 << 20))) == b"x" * (3 << 20)
    with pytest.raises(MalformedArchive, match=r"^host.tar: a is larger than 3 MiB; unpack it"):
        budget.keep(member(b"x" * ((3 << 20) + 1)))


def test_what_was_read_already_counts() -> None:
    budget = Budget("host.tar", Limits(member=1 << 20))
    assert budget.keep(member(b"2"), b"1") == b"12"
    with pytest.raises(MalformedArchive):
        budget.keep(member(b"2"), b"x" * (1 << 20))


def test_all_members_together_are_kept_up_to_a_limit() -> None:
    budget = Budget("host.tar", Limits(kept=1 << 20))
    first = budget.keep(member(b"x" * (1 << 20)))
    with pytest.raises(MalformedArchive, match=r"more than 1 MiB of text in it; unpack it"):
        budget.keep(member(b"x"))
    budget.forget(first)
    assert budget.keep(member(b"x")) == b"x"


def test_the_ratio_counts_only_beyond_what_a_small_archive_may_be() -> None:
    limits = Limits(ratio=10, ratio_from=1000)
    Budget("host.tar", limits, packed=lambda: 1).expand(1000)
    Budget("host.tar", limits, packed=lambda: 101).expand(1010)
    with pytest.raises(MalformedArchive, match="it expands to more than 10 times its size"):
        Budget("host.tar", limits, packed=lambda: 100).expand(1001)


def test_what_is_not_compressed_has_no_ratio() -> None:
    Budget("host.tar", Limits(ratio=10, ratio_from=1)).expand(1 << 20)


def test_only_the_first_of_many_that_were_left_out_are_named() -> None:
    budget = Budget("host.tar")
    for n in range(1012):
        budget.leave_out(f"file{n}", "it is no text")
    gaps = budget.gaps()
    assert len(gaps) == 11
    assert gaps[0].what == "file0 was left out: it is no text"
    assert gaps[-1].what == "1,002 more files were left out for such reasons"


def test_a_long_name_is_shown_in_part() -> None:
    budget = Budget("host.tar")
    budget.leave_out("x" * 5000, "no")
    assert len(budget.gaps()[0].what) < 300


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("a/b", "a/b"),
        ("./a//b/.", "a/b"),
        ("..a/b..", "..a/b.."),
        ("a\\..\\b", "a\\..\\b"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
        ("x" * (LONGEST_NAME + 1), ""),
        ("", ""),
        ("./", ""),
        ("/a", ""),
        ("../a", ""),
        ("a/../b", ""),
        ("a\0b", ""),
    ],
)
def test_a_clean_name_does_not_lead_out(name: str, clean: str) -> None:
    assert clean_name(name) == clean
