import pytest

from tests.sources.text.decorated import DECORATED
from topograph.sources.text.cleaning import lines_of
from topograph.sources.text.transcripts import Transcript, read_transcript

LO = "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN"
ADDR = ("ip", "addr")


def read(text: str) -> Transcript:
    return read_transcript(lines_of(text.encode()), "notes.txt")


def commands(text: str) -> list[tuple[str, str, str]]:
    """Each command with its namespace and its host."""
    return [(" ".join(one.argv), one.netns, one.host) for one in read(text).outputs]


@pytest.mark.parametrize(
    ("prompt", "host"),
    [
        ("$ ", ""),
        ("# ", ""),
        ("$> ", ""),
        ("% ", ""),
        ("/ # ", ""),
        ("~ # ", ""),
        ("bash-4.2$ ", ""),
        ("sh-5.1# ", ""),
        ("web1# ", ""),
        ("web1:~ # ", ""),
        ("user@web1:~$ ", "web1"),
        ("user@web1:/etc/net work$ ", "web1"),
        ("[root@web1 ~]# ", "web1"),
        ("[user@web1 dir]$ ", "web1"),
        ("root@web1 ~ # ", "web1"),
        ("(venv) user@web1:~$ ", "web1"),
        ("\u276f ", ""),
        ("\u279c  ~ ", ""),
        ("\u279c  dir git:(main) \u2717 ", ""),
        ("user@web1:~/dir> ", "web1"),
        ("user@web1 ~> ", "web1"),
        ("root@web1:~#", "web1"),
        ("[root@web1 ~]$", "web1"),
        ("PS C:\\Users\\A b> ", ""),
        ("C:\\>", ""),
        ("\u250c\u2500\u2500(user\u327fweb1)-[~]\n\u2514\u2500$ ", "web1"),
        ("\u256d\u2500user@web1 ~\n\u2570\u2500$ ", "web1"),
    ],
)
def test_a_prompt_is_known_in_many_shapes(prompt: str, host: str) -> None:
    assert commands(f"{prompt}ip addr\n{LO}\n{prompt}ip route\ndefault dev eth0\n") == [
        ("ip addr", "", host),
        ("ip route", "", host),
    ]


def test_the_output_ends_where_the_next_prompt_is() -> None:
    outputs = read(f"$ ip addr\n{LO}\n\n$ true\n$ ip link\n{LO}\n$\n").outputs
    assert [[line.number for line in one.lines] for one in outputs] == [[2, 3], [6]]


@pytest.mark.parametrize("heading", [*DECORATED, "----- ip addr -----", "sudo /sbin/ip addr"])
def test_a_heading_may_be_a_command(heading: str) -> None:
    [(command, netns, host)] = commands(f"{heading}\n{LO}\n")
    assert (command.split()[-1], netns, host) == ("addr", "", "")


def test_a_remark_between_commands_is_no_output() -> None:
    transcript = read(f"$ ip addr\n{LO}\n# and now the routes\n$ ip route\ndefault dev eth0\n")
    assert [len(one.lines) for one in transcript.outputs] == [1, 1]
    assert transcript.unread == []


def test_the_namespace_follows_from_the_command() -> None:
    found = commands(
        f"$ sudo ip netns exec blue ip addr\n{LO}\n"
        f"$ docker exec -it web ip addr\n{LO}\n"
        f"$ nsenter -t 77 -n ip addr\n{LO}\n"
    )
    assert [netns for _, netns, _ in found] == ["name:blue", "container:web", "pid:77"]


def test_a_shell_in_a_namespace_lasts_until_it_is_left() -> None:
    found = commands(
        f"$ ip netns exec blue bash\n$ ip addr\n{LO}\n"
        f"$ docker exec -it web sh\n/ # ip addr\n{LO}\n"
        f"/ # exit\n$ ip addr\n{LO}\n$ exit\n$ ip addr\n{LO}\n"
    )
    assert [netns for _, netns, _ in found] == ["name:blue", "container:web", "name:blue", ""]


def test_a_container_is_known_by_the_id_in_its_prompt() -> None:
    found = commands(f"root@web1:~# ip addr\n{LO}\nroot@0123456789ab:/# ip addr\n{LO}\n")
    assert found[1] == ("ip addr", "container:0123456789ab", "web1")


def test_two_hosts_may_be_in_one_transcript() -> None:
    found = commands(f"a@web1:~$ ip addr\n{LO}\na@web2:~$ ip addr\n{LO}\n")
    assert [host for _, _, host in found] == ["web1", "web2"]


def test_only_code_blocks_of_a_document_are_read() -> None:
    transcript = read(f"# Notes\nwhy: $ true\n```sh\n$ ip addr\n{LO}\n```\nmore\n~~~\n{LO}\n~~~\n")
    assert [one.argv for one in transcript.outputs] == [ADDR, ()]
    assert [line.number for line in transcript.prose] == [1, 2, 7]


def test_a_fence_without_an_end_is_none() -> None:
    assert len(read(f"```\n$ ip addr\n{LO}\n").outputs) == 1


def test_an_indented_transcript_is_read_without_its_indent() -> None:
    (output,) = read(f"    $ ip addr\n    {LO}\n        link/loopback\n").outputs
    assert [line.text for line in output.lines] == [LO, "    link/loopback"]


def test_what_a_pipe_cut_is_partial() -> None:
    assert [one.is_partial for one in read(f"$ ip addr | head -1\n{LO}\n").outputs] == [True]


def test_the_output_of_a_file_is_known_by_its_content() -> None:
    (output,) = read(f"$ cat addr.txt\n{LO}\n").outputs
    assert (output.argv, output.reader) == ((), "ip address")


def test_the_output_of_other_commands_is_not_read() -> None:
    transcript = read(f"$ apt-get install x\n...\n$ ansible all -a 'ip addr'\n{LO}\n")
    assert transcript.outputs == []
    found = [(command, [line.number for line in lines]) for command, lines in transcript.unread]
    assert found == [("apt-get install x", [2]), ("ansible all -a 'ip addr'", [4])]


def test_a_command_without_output_is_no_output() -> None:
    assert read("$ ip addr\n$ ip route\n\n").outputs == []


def test_prices_and_paths_are_no_prompts() -> None:
    transcript = read(f"{LO}\n    inet 192.0.2.1/24 scope global $lo\n")
    assert len(transcript.outputs) == 1
    assert len(transcript.outputs[0].lines) == 2


def test_a_line_without_end_is_no_prompt() -> None:
    assert read("$ ip addr " + "x" * 5000).outputs == []


@pytest.mark.parametrize("indent", ["   ", "    ", "\t", "            "])
def test_a_code_block_in_a_list_is_read_without_its_indent(indent: str) -> None:
    text = (
        f"1. do\n{indent}```sh\n{indent}$ ip addr\n{indent}{LO}\n{indent}    link/x\n{indent}```\n"
    )
    (output,) = read(text).outputs
    assert [line.text for line in output.lines] == [LO, "    link/x"]


def test_a_line_below_a_heading_is_no_fence() -> None:
    transcript = read(f"Heading\n~~~~~~~\n\n$ ip addr\n{LO}\n\nOther one\n~~~~~~~~~\n")
    assert [one.argv for one in transcript.outputs] == [ADDR]


@pytest.mark.parametrize("command", ["show interfaces", "run show bridge", "netstat -ie"])
def test_what_a_router_shows_is_known_by_its_content(command: str) -> None:
    (output,) = read(f"vyos@web1:~$ {command}\n{LO}\n").outputs
    assert (output.reader, output.host) == ("ip address", "web1")


def test_an_output_of_another_command_is_that_of_the_other_one() -> None:
    text = f"$ ip netns exec blue ip addr\n{LO}\nor so:\ndefault via 192.0.2.1 dev eth0\n"
    outputs = read(text).outputs
    assert [(one.argv[-2:], one.reader, one.netns) for one in outputs] == [
        (ADDR, "", "name:blue"),
        ((), "ip route", "name:blue"),
    ]
    assert [[line.number for line in one.lines] for one in outputs] == [[2, 3], [4]]


def test_nothing_is_left_of_a_command_that_shows_only_another_ones_output() -> None:
    (output,) = read(f"# ifconfig\n{LO}\n").outputs
    assert (output.argv, output.reader) == ((), "ip address")


@pytest.mark.parametrize("called", ["$pid", "${pid}"])
def test_a_variable_may_hold_the_process_of_a_container(called: str) -> None:
    found = commands(
        "$ pid=$(sudo docker inspect -f '{{.State.Pid}}' web)\n"
        f"$ nsenter -t {called} -n ip addr\n{LO}\n$ nsenter -t $other -n ip addr\n{LO}\n"
    )
    assert [netns for _, netns, _ in found] == ["container:web", "unknown:$other"]


@pytest.mark.parametrize(
    "line",
    ["docker exec a ip addr; docker exec b ip addr", "for n in a b; do ip -n $n addr; done"],
)
def test_what_several_commands_print_of_other_namespaces_is_not_read(line: str) -> None:
    transcript = read(f"$ {line}\n{LO}\n$ date; ip addr\n{LO}\n")
    assert [[one.number for one in found.lines] for found in transcript.outputs] == [[4]]
    assert [command for command, _ in transcript.unread] == [line]


@pytest.mark.parametrize(
    "line", ["a > b", "\u250c\u2500\u2500\u2510", "x@y.z writes: >", "<a@b.c>", "C:> x", "\u279c"]
)
def test_what_is_only_like_a_prompt_is_none(line: str) -> None:
    assert [len(one.lines) for one in read(f"$ ip addr\n{LO}\n{line}\n").outputs] == [2]


def test_a_heading_may_lead_elsewhere() -> None:
    text = f"kubectl exec -it web-0 -- ip addr\n\n{LO}\nssh web2 ip addr\n{LO}\n"
    assert [host for _, _, host in commands(text)] == ["web-0", "web2"]


@pytest.mark.parametrize(
    "heading", ["docker-compose exec web ip addr", "docker compose exec -T web sh -c 'ip a'"]
)
def test_what_is_below_a_heading_that_leads_nowhere_known_is_not_read(heading: str) -> None:
    transcript = read(f"{heading}\n{LO}\n")
    assert transcript.outputs == []
    assert [command for command, _ in transcript.unread] == [heading]


@pytest.mark.parametrize("text", ["docker execs are many:", "ssh into it and see"])
def test_a_sentence_is_no_heading(text: str) -> None:
    assert [one.reader for one in read(f"{text}\n{LO}\n").outputs] == ["ip address"]


@pytest.mark.parametrize("program", ["cat", "less", "more", "head", "tail", "zcat", "type"])
def test_a_program_that_shows_a_file_shows_whatever_is_in_it(program: str) -> None:
    (output,) = read(f"$ /usr/bin/{program} notes\n{LO}\n").outputs
    assert (output.argv, output.reader) == ((), "ip address")


def test_a_prompt_of_two_lines_shows_that_a_shell_was_left() -> None:
    prompt = "\u250c\u2500\u2500(user\u327fweb1)-[~]\n\u2514\u2500$ "
    text = f"{prompt}docker exec -it web sh\n/ # ip addr\n{LO}\n{prompt}ip addr\n{LO}\n"
    assert commands(text) == [("ip addr", "container:web", "web1"), ("ip addr", "", "web1")]


@pytest.mark.parametrize("who", ["user", "app"])
def test_both_lines_of_a_prompt_tell_whether_a_shell_was_left(who: str) -> None:
    outer, inner = (
        f"\u250c\u2500\u2500({one}\u327fweb1)-[~]\n\u2514\u2500$ " for one in ("user", who)
    )
    text = f"{outer}ip netns exec blue bash\n{inner}ip addr\n{LO}\n"
    text += f"{inner}exit\n" if who == "user" else ""
    assert commands(f"{text}{outer}ip addr\n{LO}\n") == [
        ("ip addr", "name:blue", "web1"),
        ("ip addr", "", "web1"),
    ]
