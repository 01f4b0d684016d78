"""Pictures are decoded where they can do no harm."""

import pytest

from broadsheet.adapters.picture_processes import PictureProcesses
from broadsheet.adapters.pictures import prepare
from domain.refusals import Refused
from tests.pictures import drawn


async def test_a_process_makes_what_the_function_makes() -> None:
    content = drawn(400, 300)

    assert await PictureProcesses().prepare(content) == prepare(content)


async def test_a_refusal_comes_back_as_it_was() -> None:
    with pytest.raises(Refused) as refused:
        await PictureProcesses().prepare(b"no picture")

    assert refused.value.refusal.code == "FILE_TYPE_REFUSED"


async def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(Refused) as refused:
        await PictureProcesses(seconds=0.001).prepare(drawn())

    assert refused.value.refusal.code == "PICTURE_TOO_LARGE"
