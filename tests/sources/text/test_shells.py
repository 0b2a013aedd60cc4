"""Where a command ran that stands behind a prompt, after others that led away and back."""

from time import perf_counter

from topograph.sources.text.cleaning import lines_of
from topograph.sources.text.transcripts import read_transcript

LO = "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN"


def places(*prompts: str) -> list[tuple[str, str]]:
    """Host and namespace of each `ip addr` behind one of some prompts."""
    text = "".join(
        f"{prompt}\n{LO}\n" if prompt.endswith("ip addr") else f"{prompt}\n" for prompt in prompts
    )
    outputs = read_transcript(lines_of(text.encode()), "notes.txt").outputs
    return [(one.host, one.netns) for one in outputs]


def test_a_shell_in_a_new_container_is_not_the_host() -> None:
    assert places(
        "user@web1:~$ docker run -it busybox sh",
        "/ # ip addr",
        "/ # cd /etc",
        "/etc # ip addr",
        "/etc # exit",
        "user@web1:~$ ip addr",
    ) == [
        ("web1", "unknown:run -it busybox sh 1"),
        ("web1", "unknown:run -it busybox sh 1"),
        ("web1", ""),
    ]


def test_each_new_container_is_another_one() -> None:
    assert places("$ docker run --rm alpine ip addr", "$ docker run --rm alpine ip addr") == [
        ("", "unknown:run --rm alpine ip addr 1"),
        ("", "unknown:run --rm alpine ip addr 2"),
    ]


def test_the_prompt_of_the_shell_before_shows_that_one_was_left() -> None:
    assert places(
        "user@web1:~$ docker exec -it web sh",
        "/ # ip addr",
        "user@web1:/etc$ ip addr",
    ) == [("web1", "container:web"), ("web1", "")]
    assert places("$ docker exec -it web sh", "/ # ip addr", "$ ip addr") == [
        ("", "container:web"),
        ("", ""),
    ]


def test_several_shells_may_be_left_at_once() -> None:
    assert places(
        "user@web1:~$ sudo -i",
        "root@web1:~# docker exec -it web sh",
        "/ # su app",
        "/ $ ip addr",
        "user@web1:~$ ip addr",
    ) == [("web1", "container:web"), ("web1", "")]


def test_a_shell_with_the_same_prompt_lasts() -> None:
    assert places(
        "root@web1:~# ip netns exec blue bash",
        "root@web1:~# ip addr",
        "root@web1:/etc# ip addr",
        "root@web1:~# exit",
        "root@web1:~# ip addr",
    ) == [("web1", "name:blue"), ("web1", "name:blue"), ("web1", "")]


def test_the_prompt_of_a_host_to_which_nothing_led_ends_all_shells() -> None:
    assert places(
        "user@web1:~$ docker exec -it web sh",
        "/ # ip addr",
        "user@web2:~$ ip addr",
    ) == [("web1", "container:web"), ("web2", "")]


def test_in_a_container_the_prompt_names_no_host() -> None:
    assert places(
        "root@pve:~# lxc-attach -n c1",
        "root@c1:~# ip addr",
        "root@c1:~# exit",
        "root@pve:~# ip addr",
    ) == [("pve", "name:c1"), ("pve", "")]


def test_a_prompt_without_a_name_among_those_with_one_is_in_no_known_namespace() -> None:
    for prompt in ("/ #", "/ $", "~ #", "~ $"):
        assert places("user@web1:~$ ip addr", f"{prompt} ip addr") == [
            ("web1", ""),
            ("web1", "unknown:shell"),
        ]


def test_a_host_that_nothing_names_is_not_the_one_to_which_a_command_leads() -> None:
    assert places("$ ip addr", "$ ssh web2 ip addr", "$ ssh web3", "# ip addr", "# exit") == [
        ("host", ""),
        ("web2", ""),
        ("web3", ""),
    ]


def test_the_prompt_of_another_host_knows_its_name_better() -> None:
    assert places(
        "a@web1:~$ ssh root@192.0.2.7",
        "root@web7:~# ip addr",
        "root@web7:~# logout",
        "a@web1:~$ ip addr",
    ) == [("web7", ""), ("web1", "")]


def test_a_script_is_no_shell() -> None:
    assert places("$ docker exec web sh /run.sh", "$ ip addr") == [("", "")]


def test_what_a_shell_says_when_a_key_left_it_is_no_output() -> None:
    text = f"$ docker exec -it web sh\n$ ip addr\n{LO}\n$\nexit\n$ ip addr\n{LO}\n"
    transcript = read_transcript(lines_of(text.encode()), "notes.txt")
    assert [one.netns for one in transcript.outputs] == ["container:web", ""]
    assert transcript.unread == []


def test_shells_that_nobody_left_do_not_add_up() -> None:
    started = perf_counter()
    assert len(places(*["$ docker exec -it web sh", "/ # ip addr"] * 4000)) == 4000
    assert perf_counter() - started < 2


def test_a_shell_of_another_user_is_left_before_the_container() -> None:
    assert places(
        "user@web1:~$ docker exec -it web sh", "/ # su app", "/ $ exit", "/ # ip addr"
    ) == [("web1", "container:web")]


def test_a_shell_that_runs_one_command_is_not_left_by_the_next_exit() -> None:
    for line in ("su -c ls app", "bash -c ls", "sh ./run.sh"):
        assert places("$ ip netns exec blue bash", f"$ {line}", "$ exit", "$ ip addr") == [
            ("", "")
        ]


def test_a_shell_with_options_is_one() -> None:
    assert places("$ ip netns exec blue bash", "$ bash -l", "$ exit", "$ ip addr") == [
        ("", "name:blue")
    ]
