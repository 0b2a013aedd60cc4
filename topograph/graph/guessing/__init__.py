"""What follows from facts that a source told in part, each with the reason to believe it.

kinds, sandboxes, supposing   what is put into the facts before they are joined
completing                    all three in their order
homes, loose_ends, peers      the cables that no number tells, after those that one does
"""
