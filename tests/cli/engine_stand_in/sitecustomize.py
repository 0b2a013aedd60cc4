"""Puts a plain comparison in the place of the engine, as long as there is none."""

import topograph.diff
from tests.diff import standing_in

if not hasattr(topograph.diff, "compare"):
    for name in standing_in.__all__:
        setattr(topograph.diff, name, getattr(standing_in, name))
