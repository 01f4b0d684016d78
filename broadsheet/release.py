"""Which release this is."""

from importlib.metadata import PackageNotFoundError, version


def release() -> str:
    try:
        return version("broadsheet")
    except PackageNotFoundError:
        return "from source, not installed"
