"""Which references lead to one namespace."""

import time

from topograph.facts import Netns
from topograph.sources.text.assembling.spaces import Spaces


def test_what_leads_to_either_of_two_leads_to_both_once_they_are_one() -> None:
    spaces = Spaces()
    blue, inode = spaces.unite(["name:blue", "pid:7"]), spaces.unite(["inode:5", "pid:8"])
    assert blue is not inode
    one = spaces.unite(["pid:8", "name:blue"])
    assert {spaces.of(name) for name in ("name:blue", "pid:7", "inode:5", "pid:8")} == {one}
    assert len(spaces.all()) == 2


def test_each_namespace_takes_as_long_however_many_there_are() -> None:
    spaces = Spaces()
    start = time.process_time()
    for inode in range(1, 10_000):
        spaces.enter(Netns(inode=inode, names=[f"n{inode}"]))
        spaces.unite([f"pid:{inode}", f"cgroup:{inode}", f"name:n{inode}"])
    assert time.process_time() - start < 3
    assert len(spaces.all()) == 10_000
