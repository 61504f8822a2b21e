"""`python -m gateway_probe.cli`."""

from gateway_probe.cli import command

if __name__ == "__main__":
    command()
