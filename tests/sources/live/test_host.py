"""Who the host is, and the drivers of its hardware."""

import errno

import pytest

from tests.sources.live.kernel_readings import OWN, KernelHost, refusal
from topograph.facts import Link, Netns
from topograph.sources.live.drivers import add_drivers
from topograph.sources.live.host import HostIdentity, read_host_identity


def test_a_host_says_who_it_is() -> None:
    host = KernelHost(
        files={
            "/proc/sys/kernel/hostname": b"web1\n",
            "/etc/machine-id": b"0123456789abcdef0123456789abcdef\n",
            "/proc/sys/kernel/random/boot_id": b"79011d32-1bd8-4f5b-8445-05c48c6a7732\n",
            "/etc/os-release": b'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
            "/proc/sys/kernel/osrelease": b"6.1.0\n",
            "/proc/sys/kernel/arch": b"x86_64\n",
        }
    )
    assert read_host_identity(host) == HostIdentity(
        hostname="web1",
        machine_id="0123456789abcdef0123456789abcdef",
        boot_id="79011d32-1bd8-4f5b-8445-05c48c6a7732",
        os="Debian GNU/Linux 12 (bookworm)",
        kernel="6.1.0",
        arch="x86_64",
    )


def test_what_cannot_be_read_is_empty() -> None:
    host = KernelHost(files={"/etc/machine-id": b"\n", "/etc/os-release": refusal(errno.EACCES)})
    assert read_host_identity(host) == HostIdentity("localhost", None, None, "", "", "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (b"PRETTY_NAME=Alpine\n", "Alpine"),
        (b"PRETTY_NAME='Void Linux'\n", "Void Linux"),
        (b'ID=x\nPRETTY_NAME="a=b"\nPRETTY_NAME="second"\n', "a=b"),
        (b'PRETTY_NAME="\xff"\n', "\ufffd"),
        (b"NAME=x\n", "from /usr"),
    ],
)
def test_the_name_of_the_system_may_be_quoted(text: bytes, name: str) -> None:
    files = {"/etc/os-release": text, "/usr/lib/os-release": b"PRETTY_NAME=from /usr\n"}
    assert read_host_identity(KernelHost(files=files)).os == name


def test_only_hardware_has_a_driver() -> None:
    host = KernelHost(
        links={
            "/sys/class/net/eth0/device/driver": "../../../bus/virtio/drivers/virtio_net",
            "/sys/class/net/br0/device/driver": "wrong",
            "/sys/class/net/lo/device/driver": "wrong",
        }
    )
    root = Netns(
        inode=OWN,
        links=[
            Link(ifindex=1, ifname="lo", link_type="loopback"),
            Link(ifindex=2, ifname="eth0"),
            Link(ifindex=3, ifname="br0", kind="bridge"),
            Link(ifindex=4, ifname="eth1"),
        ],
    )
    found = add_drivers(host, root)
    assert [link.driver for link in found.links] == [None, "virtio_net", None, None]
