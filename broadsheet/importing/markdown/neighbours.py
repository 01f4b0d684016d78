"""The parts of a site that are here already, so that links to them lead there."""

from broadsheet.importing.markdown.index import Place
from broadsheet.importing.markdown.source import MarkdownSource
from db.executor import Database
from db.importing.addresses import places_of_site


async def meet_neighbours(source: MarkdownSource, database: Database) -> None:
    if source.url is None:
        return
    ours = [section.publication for section in source.site.sections]
    places = await places_of_site(database, source.url, without=ours)
    source.neighbours = {path: Place(*place) for path, place in places.items()}
