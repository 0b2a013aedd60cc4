"""The recorded pairs of samples/diff: before.json and after.json of one host."""

from pathlib import Path
from typing import Final

import pytest

from tests.golden import PROJECT
from tests.system.record_pairs import EDITED, HOSTS, PAIRS, edited_pair
from topograph.facts import Host
from topograph.snapshot import decode, encode

REBOOTED: Final = {"reboot", "hardware-rename"}
MOST_BYTES: Final = 150_000


def host(pair: str, moment: str) -> Host:
    file = PAIRS / pair / f"{moment}.json"
    [only] = decode(file.read_bytes(), str(file)).hosts
    return only


@pytest.mark.parametrize("name", [*HOSTS, *EDITED])
def test_a_pair_is_of_one_machine_and_mostly_of_one_boot(name: str) -> None:
    before, after = host(name, "before"), host(name, "after")
    assert (before.hostname, before.machine_id) == (after.hostname, after.machine_id)
    assert (before.boot_id != after.boot_id) == (name in REBOOTED)


@pytest.mark.parametrize("name", [*HOSTS, *EDITED])
def test_a_pair_is_small(name: str) -> None:
    assert all(file.stat().st_size < MOST_BYTES for file in (PAIRS / name).iterdir())


@pytest.mark.parametrize("name", HOSTS)
def test_a_change_says_what_it_is(name: str) -> None:
    assert (PAIRS / name / "change.sh").read_text().startswith("# ")
    assert (PAIRS / name / "before.sh").is_file()


@pytest.mark.parametrize("name", EDITED)
def test_an_edited_pair_follows_from_the_one_that_it_is_made_from(name: str) -> None:
    stored = [(PAIRS / name / file).read_bytes() for file in ("before.json", "after.json")]
    assert [encode(snapshot) for snapshot in edited_pair(name)] == stored


def test_each_folder_is_a_pair_of_the_table() -> None:
    folders = {path.name for path in PAIRS.iterdir() if path.is_dir()}
    lines = (PROJECT / "samples/README.md").read_text().partition("# Pairs")[2].splitlines()
    rows = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]
    assert rows[2:] == [*HOSTS, *EDITED]
    assert folders == {*HOSTS, *EDITED}


def test_no_address_is_still_being_checked() -> None:
    for file in Path(PAIRS).glob("*/*.json"):
        assert "tentative" not in file.read_text(), file
