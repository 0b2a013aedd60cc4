from tests.diff.build_diff import added, diff
from topograph.diff.model import Diff, Moment, Thing, Unknown
from topograph.diff.words.heads import (
    moment_words,
    names_of,
    nothing_words,
    scope_words,
    stat_lines,
)
from topograph.diff.words.sentence import plain

UNKNOWN = Unknown(side="after", host="web2", what="x")


def test_a_moment_is_told_as_far_as_it_is_known() -> None:
    known = Moment(source="a.json", captured_at="2026-11-24T09:30:00Z", hosts=["web1", "web2"])
    assert plain(moment_words(known)) == "a.json, captured at 2026-11-24T09:30:00Z, of web1, web2"
    assert plain(moment_words(Moment())) == "unnamed"


def test_of_many_hosts_the_first_are_named() -> None:
    assert plain(names_of(["a", "b", "c"])) == "a, b, c"
    assert plain(names_of(["a", "b", "c", "d", "e"])) == "a, b, c and 2 more"


def test_what_was_compared_beyond_the_usual_is_told() -> None:
    assert scope_words(diff()) == []
    found = [plain(words) for words in scope_words(diff(all_fields=True, ignored=["mtu", "a*"]))]
    assert found == [
        "All fields were compared, also those that change by themselves.",
        "Left out: mtu, a*.",
    ]


def test_nothing_is_one_sentence() -> None:
    assert plain(nothing_words(diff())) == "No difference between before.json and live."
    unnamed = Diff(before=Moment(), after=Moment())
    assert plain(nothing_words(unnamed)) == "No difference between before and after."
    assert plain(nothing_words(diff(unknown=[UNKNOWN]))) == (
        "No difference in what could be observed on both sides."
    )


def test_numbers_of_each_host() -> None:
    assert [plain(words) for words in stat_lines(diff())] == ["web1: no difference"]
    assert [plain(words) for words in stat_lines(diff(hosts=[]))] == ["no difference"]
    events = [added(Thing.LINK, "a"), added(Thing.LINK, "b", host="web2")]
    both = diff(*events, unknown=[UNKNOWN], hosts=["web1", "web2", "web3"])
    assert [plain(words) for words in stat_lines(both)] == [
        "web1: 1 added",
        "web2: 1 added, 1 not observed",
    ]


def test_one_host_has_all_the_numbers_whatever_it_is_called() -> None:
    nameless = Unknown(side="after", host="", what="x")
    event = added(Thing.LINK, "a")
    found = stat_lines(diff(event, unknown=[nameless]))
    assert [plain(words) for words in found] == ["web1: 1 added, 1 not observed"]
