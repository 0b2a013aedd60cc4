"""Containers, from `docker ps` and `podman ps`."""

import pytest

from tests.sources.text.readers.reading import begins, read
from topograph.facts import PublishedPort
from topograph.sources.text.told import ToldContainer

HEAD = "CONTAINER ID   IMAGE     COMMAND     CREATED       STATUS       PORTS      NAMES"


def cell(heading: str, value: str) -> ToldContainer | None:
    """Return the container of a table with an id and one more column."""
    told = read("docker ps", f"CONTAINER ID   {heading}\n0fe6fdeb87de   {value}")
    assert len(told.unknown) + len(told.containers) == 1
    return told.containers[0] if told.containers else None


def told_field(heading: str, value: str, field: str) -> object:
    found = cell(heading, value)
    assert found is not None
    return found.fields.get(field)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Up 2 hours", "running"),
        ("Up Less than a second", "running"),
        ("Up 2 hours (Paused)", "paused"),
        ("Exited (137) 2 weeks ago", "exited"),
        ("Created", "created"),
        ("Restarting (1) 2 seconds ago", "restarting"),
        ("Removal In Progress", "removing"),
        ("Dead", "dead"),
        ("Initialized", "created"),
        ("Stopping", "running"),
    ],
)
def test_the_sentence_tells_the_state(status: str, state: str) -> None:
    assert told_field("STATUS", status, "state") == state
    assert told_field("STATUS", status, "status") == status


@pytest.mark.parametrize(
    ("status", "health"),
    [
        ("Up 2 hours", None),
        ("Up 2 hours (healthy)", "healthy"),
        ("Up 2 hours (health: starting)", "starting"),
        ("Up 2 hours (unhealthy)", "unhealthy"),
    ],
)
def test_the_sentence_tells_the_health(status: str, health: str | None) -> None:
    assert told_field("STATUS", status, "health") == health


@pytest.mark.parametrize(
    ("command", "program"),
    [
        ('"sleep 1000"', "sleep"),
        ('"/docker-entrypoint.…"', None),
        ('"nginx -g \'daemon of…"', "nginx"),
        ('"/usr/local/bin/very-"', None),
        ("nginx -g daemon o...", "nginx"),
        ("/docker-entrypoint...", None),
        (r'"\"a\" b"', '"a"'),
        ("", None),
    ],
)
def test_a_program_that_may_be_cut_is_not_told(command: str, program: str | None) -> None:
    assert told_field("COMMAND   NAMES", f"{command:<7}   web", "program") == program


def test_the_arguments_of_a_command_are_nobodys_business() -> None:
    found = cell("COMMAND", '"mysqld --password=hunter2"')
    assert found is not None
    assert "hunter2" not in repr(found)


def test_labels_and_mounts_are_not_told() -> None:
    found = cell("LABELS   MOUNTS   NAMES", "a=secret  /srv     web")
    assert found is not None
    assert found.fields == {"names": ["web"]}


def test_a_cell_that_is_empty_or_holds_spaces_stays_in_its_column() -> None:
    text = """CONTAINER ID   STATUS                   PORTS      NAMES
0fe6fdeb87de   Up 2 hours (healthy)                web
734bcc9de7fb   Exited (0) 2 hours ago   80/tcp     job,web/db"""
    told = read("docker ps", text)
    assert [(one.fields["names"], len(one.fields["ports"])) for one in told.containers] == [
        (["web"], 0),
        (["job", "web/db"], 1),
    ]
    assert told.containers[0].covers == {"names", "ports", "state", "status", "health"}


def test_a_table_that_lost_its_spaces_is_cut_where_two_stand() -> None:
    text = """CONTAINER ID  IMAGE  STATUS  PORTS  NAMES
0fe6fdeb87de  busybox  Up 2 hours  job"""
    [found] = read("docker ps", text).containers
    assert (found.fields["names"], found.fields["ports"]) == (["job"], [])


def test_wide_letters_count_as_the_engine_counts_them() -> None:
    text = "CONTAINER ID   IMAGE      NAMES\n0fe6fdeb87de   日本/größe   web"
    [found] = read("docker ps", text).containers
    assert (found.fields["image"], found.fields["names"]) == ("日本/größe", ["web"])


@pytest.mark.parametrize(
    "row", ["not-an-id      web", "0fe6fdeb87de", "0fe6fdeb87de   a  b", "0fe6fdeb87de   Odd"]
)
def test_a_row_of_another_shape_is_not_understood(row: str) -> None:
    told = read("docker ps", f"CONTAINER ID   STATUS\n{row}", "docker ps -a")
    assert ([line.number for line in told.unknown], told.complete) == ([2], set())


def test_podman_writes_zeros_where_no_address_was_asked_for() -> None:
    text = "CONTAINER ID  PORTS                  NAMES\n0fe6fdeb87de  0.0.0.0:81->80/tcp     web"
    for command, ip in (("docker ps", "0.0.0.0"), ("/usr/bin/podman ps", None)):
        [found] = read("docker ps", text, command).containers
        assert found.fields["ports"] == [
            PublishedPort(container_port=80, host_ip=ip, host_port=81)
        ]


def test_without_a_column_of_ids_only_names_tell_a_container() -> None:
    told = read("docker ps", "NAMES     STATUS\nweb       Up 2 hours")
    assert [(one.id, one.fields["names"]) for one in told.containers] == [("", ["web"])]


@pytest.mark.parametrize(
    ("command", "is_whole"),
    [
        ("docker ps -a", True),
        ("docker ps --all --no-trunc", True),
        ("docker container ls -as", True),
        ("podman ps -aq", True),
        ("docker ps", False),
        ("docker ps -a -f name=web", False),
        ("docker ps -a --filter=name=web", False),
        ("docker ps -an 3", False),
        ("docker ps -l -a", False),
        ("", False),
    ],
)
def test_only_all_containers_are_complete(command: str, is_whole: bool) -> None:
    told = read("docker ps", HEAD, command)
    assert told.complete == ({"containers"} if is_whole else set())


def test_ids_alone_are_told_where_the_command_is_known() -> None:
    told = read("docker ps", "0fe6fdeb87de\n", "docker ps -aq")
    assert told.containers == [ToldContainer("0fe6fdeb87de")]
    assert [line.number for line in read("docker ps", "0fe6fdeb87de").unknown] == [1]


def test_the_head_begins_an_output_in_any_order_of_columns() -> None:
    assert begins(HEAD) == begins("NAMES     IMAGE   STATUS") == ["docker ps"]
    assert begins("CONTAINER ID   SOMETHING ELSE") == []
    assert begins("NAMES") == []


NARROW = "CONTAINER ID IMAGE COMMAND CREATED STATUS PORTS NAMES"


@pytest.mark.parametrize(
    ("row", "state", "status", "port", "name"),
    [
        ('nginx "/docker-entrypoint.…" 2 hours ago Up 2 hours 80/tcp web', "running",
         "Up 2 hours", 80, "web"),
        ('a:1 "sh" About a minute ago Up Less than a second (healthy) db', "running",
         "Up Less than a second (healthy)", None, "db"),
        ('a "sh -c x" 4 days ago Exited (137) 3 days ago old', "exited", "Exited (137) 3 days ago",
         None, "old"),
        ('a "sh" 4 days ago Created new', "created", "Created", None, "new"),
    ],
)  # fmt: skip
def test_a_table_that_lost_its_blanks_is_cut_by_its_words(
    row: str, state: str, status: str, port: int | None, name: str
) -> None:
    told = read("docker ps", f"{NARROW}\n0fe6fdeb87de {row}")
    assert told.unknown == []
    [found] = told.containers
    fields = found.fields
    assert (found.id, fields["names"], fields["image"]) == (
        "0fe6fdeb87de",
        [name],
        row.split(maxsplit=1)[0],
    )
    assert (fields["state"], fields["status"]) == (state, status)
    assert [one.container_port for one in fields["ports"]] == ([port] if port else [])


@pytest.mark.parametrize(
    "row",
    [
        'a "sh" 2 hours ago Up 2 hours a b',
        "a sh 2 hours ago Up 2 hours a",
        'a "sh" once Up 2 hours a',
    ],
)
def test_a_row_that_could_be_cut_otherwise_is_not_understood(row: str) -> None:
    told = read("docker ps", f"{NARROW}\n0fe6fdeb87de {row}")
    assert (told.containers, [line.number for line in told.unknown]) == ([], [2])


def test_a_head_that_lost_its_blanks_is_known() -> None:
    assert begins(NARROW) == ["docker ps"]
