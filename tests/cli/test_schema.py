import json

from tests.cli.command import Run
from topograph.snapshot import schema


def test_the_schema_is_printed_as_json(topograph: Run) -> None:
    done = topograph("schema")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == schema()
    assert done.stdout.endswith(b"}\n")
