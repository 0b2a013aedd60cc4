import pytest
from hypothesis import given
from hypothesis import strategies as st

from topograph.sources.text.commands.entering import Command, split_command
from topograph.sources.text.commands.reader_names import reader_of

IP_A = ("ip", "a")


@pytest.mark.parametrize(
    "line",
    [
        "ip a",
        "  ip   a  ",
        "sudo ip a",
        "sudo -E -u root -- ip a",
        "sudo -uroot ip a",
        "doas ip a",
        "LANG=C X='a b' ip a",
        "sudo LANG=C ip a",
        "env -i LANG=C ip a",
        "time ip a",
        "timeout 5 ip a",
        "command ip a",
        "ip a 2>/dev/null",
        "ip a 2>&1",
        "ip a > out.txt",
        "ip a # everything",
        "ip a;",
        "ip a | cat",
        "ip a | tee out.txt",
        "ip 'a'",
        "sh -c 'ip a'",
        'bash -c "ip a"',
    ],
)
def test_what_stands_around_a_command_is_dropped(line: str) -> None:
    assert split_command(line) == Command(IP_A)


@pytest.mark.parametrize(
    ("line", "netns"),
    [
        ("ip netns exec red ip a", "name:red"),
        ("sudo ip netns exec red sudo ip a", "name:red"),
        ("ip net e red ip a", ""),
        ("ip net ex red ip a", "name:red"),
        ("ip -n red a", "name:red"),
        ("ip -netns red a", "name:red"),
        ("nsenter -t 123 -n ip a", "pid:123"),
        ("nsenter --target 123 --net ip a", "pid:123"),
        ("nsenter --target=123 --net -- ip a", "pid:123"),
        ("nsenter -n -t123 ip a", "pid:123"),
        ("nsenter -t 123 -a ip a", "pid:123"),
        ("sudo nsenter -t 123 -m -u -i -n -p ip a", "pid:123"),
        ("nsenter -t 123 -m ip a", ""),
        ("nsenter -S 5 -t 123 -n ip a", "pid:123"),
        ("nsenter --net=/run/netns/red ip a", "name:red"),
        ("nsenter -n/var/run/netns/red ip a", "name:red"),
        ("nsenter --net=/var/run/docker/netns/1-x ip a", "name:1-x"),
        ("nsenter --net=/run/docker/netns/default ip a", "name:default"),
        ("nsenter --net=/proc/7/ns/net ip a", "pid:7"),
        ("nsenter --net=/tmp/hold ip a", "file:/tmp/hold"),
        ("nsenter -t $PID -n ip a", "unknown:$PID"),
        ("nsenter -t $(docker inspect -f '{{.State.Pid}}' web) -n ip a", "container:web"),
        ("nsenter -n -t `podman inspect --format={{.State.Pid}} web` ip a", "container:web"),
        ("nsenter -t $(sudo docker inspect web -f {{.State.Pid}}) -n ip a", "container:web"),
        ("docker exec web ip a", "container:web"),
        ("docker exec -it -u root web ip a", "container:web"),
        ("sudo docker container exec --env A=B web ip a", "container:web"),
        ("docker -H tcp://192.0.2.1 exec web sh -c 'ip a'", "container:web"),
        ("podman exec web ip a", "container:web"),
        ("docker exec web ip netns exec red ip a", "name:red"),
    ],
)
def test_what_leads_into_a_namespace_is_peeled_off(line: str, netns: str) -> None:
    found = split_command(line)
    if netns:
        assert found == Command(IP_A, netns)
    else:
        assert found is not None
        assert found.netns == ""


def test_options_of_ip_stay() -> None:
    assert split_command("ip -d -n red -4 a show") == Command(
        ("ip", "-d", "-4", "a", "show"), "name:red"
    )
    assert split_command("bridge -n red link") == Command(("bridge", "link"), "name:red")
    assert split_command("busybox ip a") == Command(("busybox", "ip", "a"))


@pytest.mark.parametrize(
    ("line", "netns"),
    [
        ("nsenter -t 1 -n", "pid:1"),
        ("sudo -i", ""),
        ("sudo -s", ""),
        ("docker exec -it web sh", "container:web"),
        ("ip netns exec red sh", "name:red"),
    ],
)
def test_a_shell_is_a_command(line: str, netns: str) -> None:
    assert split_command(line) == Command(("sh",), netns)


@pytest.mark.parametrize(
    "line",
    [
        "ip a | grep inet",
        "ip a | head -5",
        "ip a | tail",
        "ip a | less",
        "ip -j a | jq '.[]'",
        "ip a | cat | head",
        "ip a |",
        "sudo ip a 2>&1 | grep -v lo",
    ],
)
def test_behind_a_pipe_something_may_be_missing(line: str) -> None:
    found = split_command(line)
    assert found is not None
    assert found.is_partial
    assert reader_of(found.argv) == "ip address"


@pytest.mark.parametrize("line", ["ip -j a | jq .", "ip -j a | python3 -m json.tool"])
def test_what_only_indents_leaves_nothing_out(line: str) -> None:
    assert split_command(line) == Command(("ip", "-j", "a"))


@pytest.mark.parametrize(
    "line",
    ["", "  ", "# ip a", "ip a; ip r", "cd /tmp && ip a", "ip a & ip r", "it's", "A=B", "(ip a)",
     "sudo", "time", "ip a \\"],
)  # fmt: skip
def test_several_commands_are_none(line: str) -> None:
    assert split_command(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "docker exec web",
        "docker run -d web ip a",
        "docker run --detach=true web ip a",
        "docker run web",
        "ssh",
        "kubectl get pods",
        "kubectl exec",
        "lxc list",
        "lxc-attach",
        "vagrant up",
        "virsh list",
        "ip -all netns exec ip a",
        "ip netns exec a",
        "ip ne exec a b",
    ],
)
def test_what_leads_nowhere_stays_as_it_is(line: str) -> None:
    assert split_command(line) == Command(tuple(line.split()))


@pytest.mark.parametrize(
    ("line", "argv", "netns"),
    [
        ("docker run --rm web ip a", IP_A, "unknown:run --rm web ip a"),
        ("docker run -it --init web", ("sh",), "unknown:run -it --init web"),
        ("docker run --tty -p 80:80 -p81:81 -v=/x:/y web bash", ("bash",),
         "unknown:run --tty -p 80:80 -p81:81 -v=/x:/y web bash"),
        ("sudo podman container run -i --name w web sh -c 'ip a'", IP_A, "container:w"),
        ("docker run --name=w web ip a", IP_A, "container:w"),
        ("docker run --net=container:db web ip a", IP_A, "container:db"),
        ("docker run --rm --net host web ip a", IP_A, ""),
        ("lxc exec c1 -- ip a", IP_A, "name:c1"),
        ("incus exec local:c1 --env A=B -- ip a", IP_A, "name:c1"),
        ("incus shell c1", ("sh",), "name:c1"),
        ("lxc-attach -n c1 -- ip a", IP_A, "name:c1"),
        ("lxc-attach c1", ("sh",), "name:c1"),
        ("pct enter 101", ("sh",), "name:101"),
    ],
)  # fmt: skip
def test_a_container_is_a_namespace(line: str, argv: tuple[str, ...], netns: str) -> None:
    assert split_command(line) == Command(argv, netns)


@pytest.mark.parametrize(
    ("line", "argv", "host"),
    [
        ("ssh web2 ip a", IP_A, "web2"),
        ("ssh -p 22 -i key root@web2 'ip a'", IP_A, "web2"),
        ("ssh root@web2", ("sh",), "web2"),
        ("sudo ssh web2 sudo ip a | cat", IP_A, "web2"),
        ("kubectl exec -it -n prod pod/web-0 -c app -- ip a", IP_A, "web-0"),
        ("kubectl exec web-0 -it -- sh", ("sh",), "web-0"),
        ("oc rsh web-0", ("sh",), "web-0"),
        ("vagrant ssh node1", ("sh",), "node1"),
        ("vagrant ssh node1 -c 'ip a'", IP_A, "node1"),
        ("minikube ssh", ("sh",), "minikube"),
        ("virsh console vm1", ("sh",), "vm1"),
    ],
)
def test_a_command_may_run_on_another_host(line: str, argv: tuple[str, ...], host: str) -> None:
    found = split_command(line)
    assert found is not None
    assert (found.argv, found.netns, found.host) == (argv, "", host)


def test_several_commands_for_another_host_are_not_taken_apart() -> None:
    assert split_command("ssh web2 'ip a; ip r'") == Command(("ssh", "web2", "ip a; ip r"))


def test_a_namespace_on_another_host_is_there() -> None:
    found = split_command("ip netns exec blue ssh web2 ip -n red a")
    assert found == Command(IP_A, "name:red", host="web2")


WORDS = st.sampled_from(
    [
        *("sudo", "ip", "-n", "netns", "exec", "red", "nsenter", "-t", "1", "--net=/x", "docker"),
        *("podman", "-it", "sh", "-c", "'", '"', "|", ";", "&", ">", "$(", "`", ")", "#", "A=B"),
        *("''", "--", "\\", "time", "timeout", "env", "bridge", "a", "$(docker", "inspect"),
        ".State.Pid",
    ]
)


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60))
def test_no_line_does_any_harm(line: str) -> None:
    found = split_command(line)
    assert found is None or found.argv
    assert found is None or reader_of(found.argv) is None or found.argv[0]


def test_an_endless_line_is_no_command() -> None:
    assert split_command("ip a " + "x" * 1_000_000) is None
