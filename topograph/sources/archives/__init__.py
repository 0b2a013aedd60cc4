"""Containers of files: a tar or a zip archive, compressed or not, and a folder.

    raw                    the bytes of a source; its first ones can be looked at
    recognising            tar or zip, by these
    expanding              gzip, bzip2, xz and Zstandard, piece by piece
    tars, zips, folders    the members, one after the other
    budget                 what is never expanded, kept or read

Nothing is unpacked to disk, no link is followed, and no name of a member is ever a path of this
machine. What a member is used for is the business of `topograph.sources.opening`.
"""
