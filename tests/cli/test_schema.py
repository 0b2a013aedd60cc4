import json

from tests.cli.command import Run
from topograph.diff.schema import schema as diff_schema
from topograph.snapshot import schema


def test_the_schema_is_printed_as_json(topograph: Run) -> None:
    done = topograph("schema")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == schema()
    assert done.stdout.endswith(b"}\n")
    assert topograph("schema", "snapshot").stdout == done.stdout


def test_that_of_a_diff_is_printed_on_request(topograph: Run) -> None:
    done = topograph("schema", "diff")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == diff_schema()


def test_there_is_no_other(topograph: Run) -> None:
    done = topograph("schema", "report")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"'snapshot', 'diff'" in done.stderr
