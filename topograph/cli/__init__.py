"""The command line: the only place that prints or exits.

`main` holds the group, the exit codes and the wording of errors; each command
is one file. What a command needs is imported when it runs, so that
`topograph --help` and shell completion stay instant.
"""
