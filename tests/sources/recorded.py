"""A host that is recorded, and recordings made by hand."""

import errno
import io
import json
import zipfile
from typing import Any

from tests.sources.live import wire
from tests.sources.live.kernel_readings import OWN, KernelHost, Namespace, Process, refusal
from topograph.sources.live.collection import collect_from
from topograph.sources.live.readings import EngineRefusal
from topograph.sources.recording import Recorder

__all__ = ["DOCKER", "SOUND", "answers_of", "host", "paper", "record", "zipped"]

A, B = 4026532250, 4026532326
DOCKER = "unix:///run/docker.sock"


class TalkativeHost(KernelHost):
    """A host with an answer or a refusal of every kind."""

    def environment(self, name: str) -> str | None:
        return DOCKER if name == "DOCKER_HOST" else None

    def prepare_engine(self, address: str) -> None:
        assert address == DOCKER

    def ask_engine(self, address: str, question: str) -> Any:
        if question == "networks":
            raise EngineRefusal("Permission denied")
        return {"version": {"ApiVersion": "1.41"}, "containers": [{"Id": "1" * 64}]}[question]


def host() -> KernelHost:
    changing = {(26, 0): InterruptedError("it kept changing while it was read")}
    bridge = wire.link(2, "br0", wire.attribute(18, wire.attribute(1, b"bridge")))
    return TalkativeHost(
        processes={
            1: Process(),
            2: Process(A, comm="\udcff"),
            3: Process(files=[("3", B)], mount_namespace=refusal(errno.EACCES)),
        },
        folders={"/run/netns": ["caf\u00e9", "\udcff"], "/run/docker/netns": refusal(errno.EIO)},
        named={"/run/netns/caf\u00e9": A, "/run/netns/\udcff": None},
        files={"/proc/sys/kernel/hostname": b"web1\n", "/etc/os-release": b"PRETTY_NAME=\xff\n"},
        namespaces={
            OWN: Namespace(
                {(18, 0): [bridge, wire.veth(4, "veth1", 2, nsid=0), wire.done()], **changing},
                nsids={A: 0},
                sysctls={
                    "bridge/bridge-nf-call-arptables": b"1\n",
                    "bridge/bridge-nf-call-iptables": PermissionError(13, "No", "/proc/x"),
                },
            ),
            A: Namespace.of(wire.veth(2, "eth0", 4, nsid=0), nsids={OWN: 0}),
        },
        closed={B: FileNotFoundError(errno.ENOENT, "it has gone")},
    )


def record(readings: KernelHost) -> bytes:
    recorder = Recorder(readings)
    collect_from(recorder)
    return recorder.archive()


def zipped(text: str | bytes, name: str = "recording.json", compression: int = 8) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        archive.writestr(name, text)
    return packed.getvalue()


def paper(**members: Any) -> bytes:
    whole = {"format": "topograph-recording", "version": 1, "answers": {}, **members}
    return zipped(json.dumps(whole))


def answers_of(data: bytes) -> dict[str, Any]:
    answers = json.loads(zipfile.ZipFile(io.BytesIO(data)).read("recording.json"))["answers"]
    assert isinstance(answers, dict)
    return answers


SOUND = record(host())
"""A sound recording."""
