"""What ports raise when what is behind them cannot be asked now."""


class Unavailable(Exception):  # noqa: N818 - it describes a state, and the next try may succeed
    """Nothing is wrong with the request. Asked again in a moment, it may be answered."""
