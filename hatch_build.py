"""Put the explorer and its example operations into the wheel.

An editable install has both in the checkout. Where npm is missing, the wheel has the plain page.
"""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ExplorerHook(BuildHookInterface):
    """Run by hatchling before it packs the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        included = build_data["force_include"]
        included[str(root / "explorer" / "examples")] = "broadsheet/http/page/examples"
        builder = runpy.run_path(str(root / "broadsheet" / "explorer_build.py"))
        folder = root / ".broadsheet" / "explorer"
        try:
            builder["build_explorer"](folder, self.app.display_info)
        except builder["NotBuiltError"] as error:
            self.app.display_warning(f"The wheel has the plain page, not the explorer: {error}")
        else:
            included[str(folder)] = "broadsheet/http/built"
