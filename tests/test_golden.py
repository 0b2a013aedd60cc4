import shutil
from pathlib import Path

import pytest

from tests.golden import PROJECT, Golden, actual_path

pytest_plugins = ["pytester"]


def test_equal_content_passes_and_clears_an_old_mismatch(tmp_path: Path) -> None:
    file = tmp_path / "tree.txt"
    file.write_text("docker0\n")
    actual_path(file).write_text("old")
    Golden(update=False)(file, "docker0\n")
    assert [p.name for p in tmp_path.iterdir()] == ["tree.txt"]


def test_mismatch_shows_a_diff_and_leaves_the_other_version_beside(tmp_path: Path) -> None:
    file = tmp_path / "host.dot"
    file.write_text("digraph {\n a\n}\n")
    with pytest.raises(pytest.fail.Exception) as failure:
        Golden(update=False)(file, "digraph {\n b\n}\n")
    assert "- a\n+ b\n" in str(failure.value)
    assert file.read_text() == "digraph {\n a\n}\n"
    assert (tmp_path / "host.actual.dot").read_text() == "digraph {\n b\n}\n"


def test_missing_file_fails_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="did not exist; 3 bytes"):
        Golden(update=False)(tmp_path / "new" / "a.svg", b"svg")
    assert not (tmp_path / "new" / "a.svg").exists()


def test_update_rewrites_what_differs_and_fails_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a" / "host.json"
    golden = Golden(update=True)
    with pytest.raises(pytest.fail.Exception, match="rewrote"):
        golden(file, "{}\n")
    assert file.read_text() == "{}\n"
    golden(file, "{}\n")


def test_bytes_that_are_no_text_are_compared_by_place(tmp_path: Path) -> None:
    file = tmp_path / "host.json.gz"
    file.write_bytes(b"\x1f\x8b\xff\x00")
    with pytest.raises(
        pytest.fail.Exception, match="4 and 5 bytes, the first difference at byte 3"
    ):
        Golden(update=False)(file, b"\x1f\x8b\xff\x01\x02")
    assert (tmp_path / "host.actual.json.gz").exists()


def test_long_difference_is_cut(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("a\n" * 500)
    with pytest.raises(pytest.fail.Exception, match="lines more") as failure:
        Golden(update=False)(file, "b\n" * 500)
    assert str(failure.value).count("\n") < 210


@pytest.mark.parametrize(
    ("name", "other"),
    [("tree", "tree.actual.txt"), ("a.svg", "a.actual.svg"), ("a.b.gz", "a.actual.b.gz")],
)
def test_other_version_has_a_name_that_git_ignores(name: str, other: str) -> None:
    assert actual_path(Path("samples") / name) == Path("samples") / other


def test_option_rewrites_through_the_fixture_and_fails_the_run(pytester: pytest.Pytester) -> None:
    for name in ("conftest.py", "golden.py", "needs.py"):
        folder = pytester.mkdir("tests") if name == "conftest.py" else pytester.path / "tests"
        shutil.copy(PROJECT / "tests" / name, folder)
    pytester.makeini("[pytest]\npythonpath = .\naddopts = --import-mode=importlib")
    pytester.makepyfile(
        **{"tests/test_it": "def test_it(golden):\n golden('tests/out.txt', 'new\\n')\n"}
    )
    pytester.path.joinpath("tests/out.txt").write_text("old\n")

    first = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    first.assert_outcomes(failed=1)
    assert pytester.path.joinpath("tests/out.txt").read_text() == "old\n"

    second = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--update-golden")
    second.assert_outcomes(failed=1)
    assert pytester.path.joinpath("tests/out.txt").read_text() == "new\n"

    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
