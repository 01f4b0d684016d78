"""Storage for uploads keeps files and lets go of them."""

from pathlib import Path

import pytest
from obstore.store import MemoryStore

from broadsheet.adapters.media import MediaFolder
from broadsheet.adapters.media_storage import LocalStorage, ObjectStorage
from broadsheet.settings import read_settings


async def test_a_folder_keeps_files_and_lets_go_of_them(tmp_path: Path) -> None:
    storage = LocalStorage(MediaFolder(folder=tmp_path))

    await storage.put("a.png", b"a picture", "image/png")
    assert (tmp_path / "a.png").read_bytes() == b"a picture"

    await storage.remove(["a.png", "never-there.png"])
    assert not (tmp_path / "a.png").exists()


async def test_a_bucket_keeps_files_and_lets_go_of_them() -> None:
    storage = ObjectStorage(MemoryStore())

    await storage.put("a.png", b"a picture", "image/png")
    found = await storage.read("a.png")
    assert found is not None
    size, pieces = found
    assert (size, b"".join([piece async for piece in pieces])) == (9, b"a picture")

    await storage.remove(["a.png", "never-there.png"])
    assert await storage.read("a.png") is None
    await storage.remove([])


@pytest.mark.parametrize("endpoint", [None, "http://127.0.0.1:9"])
def test_settings_lead_to_a_bucket(endpoint: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADSHEET_S3_SECRET_ACCESS_KEY", "hush")
    settings = read_settings(
        s3_bucket="pictures", s3_endpoint=endpoint, s3_access_key_id="key", s3_prefix="media"
    )

    assert settings.bucket is not None
    assert "hush" not in repr(settings)
    assert read_settings().bucket is None
