from tests.graph.build_facts import BOX, OTHER
from topograph.facts import Gap
from topograph.graph.gaps import UnseenNamespaces


def gap(subject: str, what: str, source: str = "namespaces", host: str = "") -> Gap:
    return Gap(source=source, subject=subject, what=what, host=host)


def test_the_gap_of_a_namespace_goes_before_that_of_the_host() -> None:
    unseen = UnseenNamespaces([gap("host", "no root"), gap(f"netns:{BOX}", "gone")], "web1")
    assert unseen.reason(BOX) == "gone"
    assert unseen.reason(OTHER) == "no root"
    assert unseen.reason(None) == "no root"


def test_why_a_namespace_was_not_entered_goes_before_what_was_missing_in_it() -> None:
    subject = f"netns:{BOX}"
    gaps = [gap(subject, "no rules", "rtnetlink"), gap(subject, "not entered")]
    assert UnseenNamespaces(gaps, "web1").about(BOX) == "not entered"


def test_a_gap_of_one_process_speaks_for_an_unknown_namespace_only() -> None:
    unseen = UnseenNamespaces([gap("process:7", "may not look")], "web1")
    assert unseen.reason(None) == "may not look"
    assert unseen.reason(BOX) == ""


def test_gaps_of_other_hosts_and_sources_say_nothing() -> None:
    gaps = [gap("host", "no root", host="web2"), gap("host", "no engine", source="engine")]
    assert UnseenNamespaces(gaps, "web1").reason(None) == ""


def test_a_far_namespace_is_described_by_what_is_known_of_it() -> None:
    unseen = UnseenNamespaces([], "web1")
    assert unseen.describe(BOX, 0) == f"netns {BOX}, which was not seen"
    assert unseen.describe(None, 3) == "the netns that is number 3 here, which was not seen"
    assert unseen.describe(None, -1) == "a netns that has no number here, which was not seen"
    told = UnseenNamespaces([gap("host", "no root")], "web1")
    assert told.describe(BOX, 0) == f"netns {BOX}, which could not be read: no root"
