"""The parts of the report, which `topograph.render.html` puts together.

`linked_svg` draws the picture, `places` says where in the page a thing is, `things`
tells the script what leads where, `script` makes it, `policy` lets it run.
"""
