"""Hosts in text: the output of commands, pasted, bundled or archived by somebody.

    cleaning, documents, mending       a file -> the lines as a terminal showed them
    prompts, shells, headings          where a command stands, and on which host and in which
                                       namespace it ran
    commands                           what a command line runs, and who reads its output
    transcripts, recognising           lines -> the outputs of single commands
    readers, telling                   one output -> what it told, with names for numbers
    assembling                         what all outputs of a host told -> its facts
    reading                            all of it

What follows from these facts, such as which veth leads where, is the work of
`topograph.graph`.
"""
