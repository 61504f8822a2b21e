"""`python -m gateway_probe.cli`."""

import sys

from gateway_probe.cli import main

if __name__ == "__main__":
    sys.exit(main())
