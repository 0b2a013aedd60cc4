"""Two snapshots to a diff: one entry for each event, none for what only looks different."""
