"""Archives of a few files, made in the ways that there are."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from typing import BinaryIO

from topograph.snapshot.packing import pack
from topograph.sources.archives.budget import Budget, Limits
from topograph.sources.archives.tars import walk_tar
from topograph.sources.archives.zips import walk_zip

__all__ = ["PACKERS", "contents_of_tar", "contents_of_zip", "tar_of", "zip_of"]

PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gz": lambda data: gzip.compress(data, mtime=0),
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": lambda data: pack(data, ".zst"),
}


def tar_of(
    files: Mapping[str, bytes], *members: tarfile.TarInfo, format_: int = tarfile.PAX_FORMAT
) -> bytes:
    """Return a tar archive of files, and of members that hold nothing."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=format_) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1_700_000_000
            archive.addfile(info, io.BytesIO(data))
        for member in members:
            archive.addfile(member)
    return packed.getvalue()


def zip_of(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return packed.getvalue()


def contents_of_tar(
    data: bytes | BinaryIO, limits: Limits | None = None, budget: Budget | None = None
) -> dict[str, bytes]:
    """Return what the walk through a tar archive keeps, if all is wanted."""
    budget = budget or Budget("host.tar", limits)
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    return {member.name: budget.keep(member) for member in walk_tar(stream, budget)}


def contents_of_zip(
    data: bytes, limits: Limits | None = None, budget: Budget | None = None
) -> dict[str, bytes]:
    """Return what the walk through a zip archive keeps, if all is wanted."""
    budget = budget or Budget("host.zip", limits)
    return {member.name: budget.keep(member) for member in walk_zip(io.BytesIO(data), budget)}
