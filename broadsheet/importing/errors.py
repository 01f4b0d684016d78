"""What can be wrong with what is imported."""


class BrokenItemError(Exception):
    """One item cannot be read. The message says why; the others can be imported all the same."""


class ImportFailedError(Exception):
    """Nothing can be imported like this. The message says what to do."""
