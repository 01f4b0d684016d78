"""The console script `broadsheet`, also `python -m broadsheet`."""

import sys

from broadsheet.cli.application import application
from broadsheet.cli.failures import EXPECTED


def main() -> None:
    """Run a command. What an operator can put right is said in a sentence, not a traceback."""
    try:
        application(prog_name="broadsheet")
    except EXPECTED as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
