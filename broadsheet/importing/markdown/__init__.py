"""Folders of Markdown, as static site generators keep them."""
