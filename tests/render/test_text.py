from tests.hosts import docker0
from topograph.render import Subject, render
from topograph.render.text import draw_tree


def test_the_classic_host_reads_from_the_host_to_each_container() -> None:
    assert render(Subject(docker0()), "text").decode() == (
        "ip-10-0-0-5  Ubuntu 16.04 LTS  Linux 4.4.0-38-generic x86_64  docker 1.12.1\n"
        "├── eth0  10.0.0.5/24  06:5f:13:aa:01:77  default via 10.0.0.1\n"
        "└── docker0  bridge  172.17.0.1/16  02:42:74:3c:0b:8f  network bridge\n"
        "    ├── vethc5d293a  6e:58:97:8c:39:5b <-> eth0  mad_feynman (mysql)  172.17.0.3/16"
        "  02:42:ac:11:00:03  3306/tcp\n"
        "    └── veth7f6daae  36:48:bf:1a:81:e3 <-> eth0  pensive_yonath (redis)  172.17.0.2/16"
        "  02:42:ac:11:00:02  6379/tcp\n"
    )


def test_branches_go_on_only_where_something_follows() -> None:
    entries = [(0, "a"), (1, "b"), (2, "c"), (3, "d"), (1, "e"), (2, "f"), (0, "g"), (1, "h")]
    assert draw_tree(entries) == (
        "a\n├── b\n│   └── c\n│       └── d\n└── e\n    └── f\ng\n└── h\n"
    )


def test_a_tree_too_deep_to_read_grows_no_wider() -> None:
    lines = draw_tree([(depth, "x") for depth in range(2000)]).splitlines()
    assert max(map(len, lines)) < 120


def test_a_line_break_from_outside_makes_no_line() -> None:
    assert draw_tree([(0, "a\n└── fake"), (1, "b\rc\x85d")]) == (
        "a\\x0a└── fake\n└── b\\x0dc\\x85d\n"
    )
