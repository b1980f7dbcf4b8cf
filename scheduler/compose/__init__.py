"""Templates and texts become the contents of posts: rendered in a sandbox, sized, split, ready to be frozen."""

from scheduler.compose.languages import language
from scheduler.compose.layout import lay_out, literal
from scheduler.compose.reading import variables_of
from scheduler.compose.render import render
from scheduler.compose.scene import Rendered, RenderedPart, Scene
from scheduler.compose.split import split

__all__ = ["Rendered", "RenderedPart", "Scene", "language", "lay_out", "literal", "render", "split", "variables_of"]
