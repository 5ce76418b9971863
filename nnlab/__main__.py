"""Run ``python -m nnlab`` as the command ``nnlab``."""

import sys

from nnlab.cli import main

if __name__ == "__main__":
    sys.exit(main())
