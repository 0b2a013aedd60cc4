"""Namespaces, from `lsns`."""

from tests.sources.text.readers.reading import begins, read, read_json, recognises
from topograph.sources.text.told import ToldNetns

PLAIN = "        NS TYPE   NPROCS   PID USER COMMAND"
FILES = "        NS TYPE NPROCS   PID USER    NETNSID NSFS                  COMMAND"


def test_only_namespaces_of_the_network_are_told() -> None:
    text = f"""{PLAIN}
4026531840 net       180     1 root /sbin/init splash
4026531841 mnt       180     1 root /sbin/init splash"""
    told = read("lsns", text)
    assert told.namespaces == [
        ToldNetns("inode:4026531840", inode=4026531840, pid=1, processes=180, comm="init")
    ]
    assert (told.unknown, told.complete) == ([], set())


def test_names_are_those_of_the_files_in_the_usual_folders() -> None:
    text = f"""{FILES}
4026532255 net       2   472 root          3 /run/netns/blue       /bin/sh /run/netns/x
                                             /var/lib/netns/other  
                                             /run/docker/netns/ab  
4026532256 mnt       2   472 root unassigned /run/netns/no         sh
                                             /run/netns/no-more    """
    assert read("lsns", text).namespaces == [
        ToldNetns(
            "inode:4026532255",
            inode=4026532255,
            nsid=3,
            names=["blue", "ab"],
            pid=472,
            processes=2,
            comm="sh",
        )
    ]


def test_a_path_in_the_column_of_the_command_is_no_file_of_a_namespace() -> None:
    row = f"4026532255 net       2   472 root unassigned {' ' * 22}/run/netns/x y"
    assert row.index("/run") == FILES.index("COMMAND")
    text = f"{FILES}\n{row}"
    [netns] = read("lsns", text).namespaces
    assert (netns.names, netns.nsid, netns.comm) == ([], None, "x")


def test_a_namespace_without_a_process_has_none() -> None:
    text = f"{FILES}\n4026532255 net       0       root          0 /run/netns/blue       "
    [netns] = read("lsns", text).namespaces
    assert (netns.pid, netns.processes, netns.comm, netns.names) == (None, 0, "", ["blue"])


def test_only_the_programs_name_is_taken_from_a_command_line() -> None:
    text = f"{PLAIN}\n4026531840 net 1 7 root /opt/a-name-that-is-too-long: --password hunter2"
    told = read("lsns", text)
    assert told.namespaces[0].comm == "a-name-that-is-"
    assert "hunter2" not in repr(told)


def test_rows_without_a_head_are_not_understood() -> None:
    told = read("lsns", "4026531840 net 180 1 root init")
    assert ([line.number for line in told.unknown], told.namespaces) == ([1], [])


def test_the_head_begins_an_output() -> None:
    assert begins(PLAIN) == begins(FILES) == ["lsns"]


def test_json_has_numbers_or_texts_for_them() -> None:
    rows = [
        {
            "ns": 4026531840,
            "type": "net",
            "nprocs": 2,
            "pid": 1,
            "netnsid": "3",
            "command": "/a b",
        },
        {"ns": "4026531841", "type": "net", "nprocs": "2", "pid": "1", "netnsid": "unassigned"},
        {"ns": 4026531842, "type": "mnt", "nprocs": 2},
        {"ns": True, "type": "net"},
        None,
    ]
    assert recognises({"namespaces": rows}) == ["lsns json"]
    assert read_json("lsns json", {"namespaces": rows}).namespaces == [
        ToldNetns("inode:4026531840", inode=4026531840, nsid=3, pid=1, processes=2, comm="a"),
        ToldNetns("inode:4026531841", inode=4026531841, pid=1, processes=2),
    ]


def test_json_has_files_as_one_text_or_as_a_list() -> None:
    for files in ("/run/netns/a\n/run/netns/b", ["/run/netns/a", "/run/netns/b", 7]):
        row = {"ns": 4026531840, "type": "net", "nprocs": 2, "nsfs": files}
        [netns] = read_json("lsns json", {"namespaces": [row]}).namespaces
        assert netns.names == ["a", "b"]
