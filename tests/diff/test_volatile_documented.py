"""The table of the README says of every volatile field that it is left out, and of no other."""

import re

from tests.golden import PROJECT
from topograph.diff.volatile import VOLATILE

TOLD_IN_WORDS = {"operstate", "linkdown"}


def test_the_readme_lists_all_volatile_fields() -> None:
    text = (PROJECT / "README.md").read_text()
    table = text.partition("| of | is left out |")[2].partition("\n\n")[0]
    told = set(re.findall("`([^`]+)`", table))
    assert told - TOLD_IN_WORDS == {field for fields in VOLATILE.values() for field in fields}
