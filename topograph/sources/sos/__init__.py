"""Archives of `sos report`, and such archives unpacked.

    layout      which of their files are read at all, by name
    manifest    what sos says of the commands that it ran
    commands    the command that a file holds the output of
    outputs     those of one host, and what is missing of them
    reading     an archive -> its snapshot

Only files that become facts are ever kept: no logs, no configuration, no firewall, no environment
of the host. sos runs its commands in the namespaces that `ip netns` names, and in no others.
"""
