"""Operators find every setting in one document."""

from pathlib import Path

from pydantic.fields import FieldInfo

from broadsheet.settings import Settings

_DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


def line(name: str, field: FieldInfo) -> str:
    variable = "DATABASE_URL" if name == "database_url" else f"BROADSHEET_{name.upper()}"
    default = str(field.default).lower() if isinstance(field.default, bool) else field.default
    shown = "" if default in (None, ()) else f"`{default}`"
    return f"| `{variable}` | {shown} | {field.description} |"


def test_the_document_tells_of_every_setting_and_of_no_other() -> None:
    written = _DOCUMENT.read_text(encoding="utf-8").splitlines()
    told = {text for text in written if text.startswith("| `")}
    expected = {line(*item) for item in Settings.model_fields.items()}

    assert sorted(expected - told) == [], "add these lines"
    assert sorted(told - expected) == [], "remove these lines"
