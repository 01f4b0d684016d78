"""The floor, see `__main__.py`."""
