import pytest

from topograph.sources.text.cleaning import lines_of
from topograph.sources.text.mending import mended

HEAD = "2: eth0: <BROADCAST,UP> mtu 1500 qdisc mq state UP"
MAC = "    link/ether 00:00:5e:00:53:01 brd ff:ff:ff:ff:ff:ff"


def texts(text: str) -> list[str]:
    return [line.text for line in mended(lines_of(text.encode()))]


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("a\u00a0 b\u202fc", "a  b c"),
        ("\ufeff1:\u200b lo", "1: lo"),
        ("\u201csh \u2018a\u2019\u201d", "\"sh 'a'\""),
        ("ip \u2013d addr 5\u20139", "ip -d addr 5\u20139"),
        ("1: lo: &lt;UP&gt; &quot;a&quot; &amp;&nbsp;b&#39;", '1: lo: <UP> "a" & b\''),
        ("a && b; &c; AT&T", "a && b; &c; AT&T"),
        ("[code]$ ip addr", "$ ip addr"),
        ("[CODE=bash]$ ip addr[/CODE]", "$ ip addr"),
        ('<pre class="x"><code>$ ip addr', "$ ip addr"),
        ("valid_lft forever</code></pre>", "valid_lft forever"),
        ("valid_lft forever[/pre][/quote] ", "valid_lft forever"),
        ("[root@web1 ~]# [ -e x ]", "[root@web1 ~]# [ -e x ]"),
        ("x" * 5000 + "\u00a0", "x" * 5000 + "\u00a0"),
    ],
)
def test_letters_are_those_of_a_terminal(pasted: str, shown: str) -> None:
    assert texts(pasted) == [shown]


def test_the_quotation_of_a_mail_is_taken_away() -> None:
    assert texts(f"so:\n> $ ip addr\n>\n> {HEAD}\n> {MAC}\n") == [
        "so:",
        "$ ip addr",
        "",
        HEAD,
        MAC,
    ]


def test_a_shell_that_asks_for_the_rest_of_a_command_quotes_nothing() -> None:
    shell = "$ for i in a b; do\n> ip -n $i addr\n> ip -n $i route\n> done"
    assert texts(shell) == shell.split("\n")


def test_two_lines_are_no_quotation() -> None:
    assert texts("> ip addr\n> exit\nx") == ["> ip addr", "> exit", "x"]


def test_the_numbers_of_all_lines_are_taken_away() -> None:
    assert texts(f"  1  $ ip addr\n  2  {HEAD}\n  3  {MAC}\n  4\n") == [
        "$ ip addr",
        HEAD,
        MAC,
        "",
    ]
    assert texts("1 | a\n2 | b\n3 |  c") == ["a", "b", " c"]


@pytest.mark.parametrize(
    "text",
    [
        "1: lo: <UP> mtu 1\n2: a: <UP> mtu 1\n3: b: <UP> mtu 1",
        "1 a\n2 b",
        "1 a\n2 b\n4 c",
        "1 a\nb\n3 c",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert texts(text) == text.split("\n")


@pytest.mark.parametrize("before", ["$ ip addr\n", "Output:\n\n", ""])
def test_an_output_is_read_without_its_indent(before: str) -> None:
    text = f"{before}    {HEAD}\n    {MAC}\n\n    {HEAD}\n{MAC}\n"
    assert texts(text)[-5:] == [HEAD, MAC, "", HEAD, MAC.removeprefix("    ")]


def test_what_is_indented_less_is_not_of_the_block() -> None:
    assert texts(f"    {HEAD}\n    {MAC}\n  note\n{MAC}") == [HEAD, MAC, "  note", MAC]


def test_what_an_output_indents_stays_indented() -> None:
    text = f"{HEAD}\n{MAC}\n    inet 192.0.2.1/24 scope global eth0\n\n\tnexthop via 192.0.2.9"
    assert texts(text) == text.split("\n")
    below = f"{HEAD}\n    default via 192.0.2.9 dev eth0"
    assert texts(below) == below.split("\n")
