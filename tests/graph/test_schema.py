from topograph.graph.schema import OBSERVED, Evidence, inferred


def test_what_is_inferred_tells_why_and_what_is_observed_needs_not() -> None:
    assert inferred("because") == (Evidence.INFERRED, "because")
    assert OBSERVED == (Evidence.OBSERVED, "")
