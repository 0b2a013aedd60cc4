"""The one image that a box has, made without a registry."""

import io
import shutil
import tarfile
from pathlib import Path

__all__ = ["busybox_image"]

APPLETS = ["sh", "sleep", "ip", "ifconfig", "httpd", "nc", "wget", "ping", "cat", "ls", "true"]


def busybox_image() -> bytes:
    """Return a tar archive of a root folder that holds nothing but this machine's busybox."""
    program = Path(str(shutil.which("busybox"))).read_bytes()
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        member = tarfile.TarInfo("bin/busybox")
        member.mode, member.size = 0o755, len(program)
        tar.addfile(member, io.BytesIO(program))
        for applet in APPLETS:
            link = tarfile.TarInfo(f"bin/{applet}")
            link.type, link.linkname = tarfile.SYMTYPE, "busybox"
            tar.addfile(link)
    return archive.getvalue()
