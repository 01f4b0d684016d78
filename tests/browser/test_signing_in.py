"""Somebody signs in from the explorer, by either name of their own machine."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.browser.test_pages import SCREENSHOTS, chromium
from tests.clients.node import node_project, run
from tests.people_of_sites import make_administrator


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_whoever_signs_in_by_a_cookie_is_the_viewer(
    site: str, site_dsn: str, host: str
) -> None:
    browser, project = chromium(), node_project(Path(__file__).parent)
    email, password = await asyncio.to_thread(
        make_administrator, site_dsn, "reader-" + host.replace(".", "-")
    )
    address = f"{site}/graphql".replace("127.0.0.1", host)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    picture = str(SCREENSHOTS / f"signed-in-{host}.png")

    command = ("node", "signing_in.mjs", browser, address, picture, email, password)
    told = json.loads(await asyncio.to_thread(run, project, *command))

    assert told["signedIn"] == "SignInSuccess"
    assert told["viewer"] == email
