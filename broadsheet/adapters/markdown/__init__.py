"""Markdown to everything that is shown or stored of a text. Pure functions, in no hurry.

Whoever serves people calls them through `broadsheet.adapters.rendering`, which bounds their time.
"""

from broadsheet.adapters.markdown.render import RENDERER_VERSION, render

__all__ = ["RENDERER_VERSION", "render"]
