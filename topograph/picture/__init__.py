"""Graph to picture: the view says what is shown, the layout where. No format of a file in it."""

from topograph.picture.drawing import Picture
from topograph.picture.layout import lay_out
from topograph.picture.parts import Density, View
from topograph.picture.telling import description_of, title_of
from topograph.picture.view import view

__all__ = ["Density", "Picture", "View", "description_of", "lay_out", "title_of", "view"]
