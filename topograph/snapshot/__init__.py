"""Read, write and check snapshot files: the facts of `topograph.facts` as JSON.

`codec` turns bytes into facts and back, `unknown` looks after members that this
version does not know, `migrate` lifts older versions, `packing` compresses,
`files` touches the disk, `json_schema` publishes the contract.
"""

from topograph.snapshot.codec import decode, encode
from topograph.snapshot.files import read, write, write_atomically
from topograph.snapshot.json_schema import schema

__all__ = ["decode", "encode", "read", "schema", "write", "write_atomically"]
