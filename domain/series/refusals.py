"""What can be refused about a series."""

from dataclasses import dataclass

from domain.refusals import Conflict, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesNotFound(NotFound):
    code = "SERIES_NOT_FOUND"
    message: str = "There is no such series."


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSlugTaken(Conflict):
    code = "SERIES_SLUG_TAKEN"
    message: str = "Another series of the publication has this slug, or had it."


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRenamedTooOften(Conflict):
    code = "SERIES_RENAMED_TOO_OFTEN"
    message: str = "This series has had as many slugs as one may have."


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManySeries(Conflict):
    code = "TOO_MANY_SERIES"
    message: str = "The publication has as many series as one may have."


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFull(Conflict):
    code = "SERIES_FULL"
    message: str = "The series has as many posts as one may have."


@dataclass(frozen=True, slots=True, kw_only=True)
class PostElsewhere(Conflict):
    code = "SERIES_OF_OTHER_PUBLICATION"
    message: str = "The post and the series belong to different publications."


@dataclass(frozen=True, slots=True, kw_only=True)
class PostInSeriesAlready(Conflict):
    code = "POST_IN_SERIES_ALREADY"
    message: str = "The post is part of the series already."


@dataclass(frozen=True, slots=True, kw_only=True)
class PostNotInSeries(Conflict):
    code = "POST_NOT_IN_SERIES"
    message: str = "The post is not part of the series."
