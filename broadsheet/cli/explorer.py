"""The explorer, built before the server starts. Without it, the server has a plain page."""

from pathlib import Path

from broadsheet.cli.speech import report
from broadsheet.explorer_build import SOURCES, NotBuiltError, build_explorer


def bring_explorer_up_to_date(folder: Path) -> None:
    """Build what is missing or old, or say in one sentence why it cannot be built.

    Installed from a wheel there are no sources; a wheel made where npm was has the result inside.
    """
    if not SOURCES.is_dir():
        return
    try:
        build_explorer(folder, report)
    except NotBuiltError as error:
        report(f"The server shows its plain page instead of the explorer: {error}")
