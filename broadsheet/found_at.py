"""Where things are found, as the settings say."""

from broadsheet.settings import Settings
from domain.addresses import Addresses


def addresses_of(settings: Settings) -> Addresses:
    return Addresses(settings.address, settings.front_end)
