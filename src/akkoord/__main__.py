"""`python -m akkoord`."""

import sys

from akkoord.cli import main

if __name__ == "__main__":
    sys.exit(main())
