"""The console script `broadsheet`, also `python -m broadsheet`."""

import sys

from broadsheet.cli.application import build_application
from broadsheet.cli.signals import close_blocks_when_told_to_end


def main() -> None:
    """Run a command. What an operator can put right is said in a sentence, not a traceback."""
    close_blocks_when_told_to_end()
    asked = sys.argv[1] if len(sys.argv) > 1 else None
    try:
        build_application(asked)(prog_name="broadsheet")
    except Exception as error:
        from broadsheet.cli.failures import EXPECTED  # noqa: PLC0415 - only a failure needs them all

        if not isinstance(error, EXPECTED):
            raise
        sys.exit(str(error))


if __name__ == "__main__":
    main()
