"""Room for so much at the same time, and no more."""


class Places:
    """How many operations run at the same time, at most. Each takes one for a block."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.taken = 0

    @property
    def are_all_taken(self) -> bool:
        return self.taken >= self._limit

    def __enter__(self) -> None:
        self.taken += 1

    def __exit__(self, *_: object) -> None:
        self.taken -= 1
