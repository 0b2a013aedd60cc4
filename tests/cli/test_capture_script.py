from pathlib import Path

from tests.cli.command import Run
from topograph.sources.bundle.script import capture_script


def test_the_script_is_printed_as_it_is(topograph: Run) -> None:
    done = topograph("capture-script")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == capture_script()


def test_it_is_written_to_a_file(topograph: Run, tmp_path: Path) -> None:
    done = topograph("capture-script", "-o", "capture.sh")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "capture.sh").read_bytes() == capture_script()
