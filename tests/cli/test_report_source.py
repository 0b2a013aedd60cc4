from base64 import b64decode
from pathlib import Path

import pytest

from tests.cli.command import Run
from tests.folders import names
from tests.hosts import docker0
from topograph.render import Options, Subject, render
from topograph.snapshot import encode


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return the report of the classic host."""
    (tmp_path / "report.html").write_bytes(render(Subject(docker0()), "html"))
    return tmp_path / "report.html"


@pytest.mark.parametrize("args", [["show"], ["show", "-t", "links"], ["render", "-f", "svg"]])
def test_a_report_is_taken_in_place_of_its_snapshot(
    topograph: Run, host: Path, report: Path, args: list[str]
) -> None:
    command, *options = args
    done = topograph(command, report, *options)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == topograph(command, host, *options).stdout
    through = topograph(command, "-", *options, stdin=report.read_bytes())
    assert (through.returncode, through.stderr, through.stdout) == (0, b"", done.stdout)


def test_the_snapshot_of_a_report_can_be_kept_and_the_report_made_anew(
    topograph: Run, host: Path, report: Path, tmp_path: Path
) -> None:
    done = topograph("collect", report, "-o", "again.json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "again.json").read_bytes() == host.read_bytes()
    done = topograph("render", report, "-o", "again.html")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "again.html").read_bytes() == report.read_bytes()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (b"<!DOCTYPE html>\n<html></html>\n", b"a page without a snapshot; a report holds one"),
        (b"<!DOCTYPE html>\n<html><a data-snapsh", b"cut short; the end of the page is missing"),
        (
            b'<html><a data-snapshot href="data:application/gzip;base64,AAAAA"></html>',
            b"the snapshot in the page is damaged; copy the file again",
        ),
        (
            b'<html><a data-snapshot href="data:application/gzip;base64,H4sIAAAA"></html>',
            b"cut short: the gzip data has no end; copy the file again",
        ),
    ],
)
@pytest.mark.parametrize("command", ["show", "render", "collect"])
def test_a_page_without_a_sound_snapshot_is_one_line_and_status_2(
    topograph: Run, tmp_path: Path, command: str, page: bytes, said: bytes
) -> None:
    (tmp_path / "page.html").write_bytes(page)
    name = {"render": "out.svg", "collect": "out.json", "show": ""}[command]
    outputs = ["-o", name] if name else []
    for source, where, stdin in (("page.html", b"page.html", b""), ("-", b"stdin", page)):
        done = topograph(command, source, *outputs, stdin=stdin)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
        assert where + b": " + said in done.stderr
    assert names(tmp_path) == ["page.html"]


def test_a_report_about_a_part_says_why_it_is_no_source(topograph: Run, tmp_path: Path) -> None:
    page = render(Subject(docker0(), Options(only=("pensive_*",))), "html")
    (tmp_path / "part.html").write_bytes(page)
    done = topograph("show", "part.html")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"part.html: a page without a snapshot" in done.stderr
    assert b"--only, --hide, --around" in done.stderr


def test_the_link_of_a_report_saves_a_snapshot_file(
    topograph: Run, report: Path, host: Path, tmp_path: Path
) -> None:
    page = report.read_bytes()
    _, _, link = page[page.index(b"<a data-snapshot") :].partition(b"base64,")
    (tmp_path / "saved.json.gz").write_bytes(b64decode(link[: link.index(b'"')]))
    assert topograph("show", "saved.json.gz").stdout == topograph("show", host).stdout
    assert encode(docker0()) == host.read_bytes()
