"""`gateway-probe schema` and `gateway-probe explain`: what the Document and its codes mean."""

import argparse
import json
import textwrap
from difflib import get_close_matches

from gateway_probe.cli.exit_codes import HEALTHY, WrongUse


def schema(_options: argparse.Namespace) -> int:
    """Print the JSON Schema of the Document."""
    from gateway_probe.document import json_schema

    print(json.dumps(json_schema(), indent=2, sort_keys=True))
    return HEALTHY


def explain(options: argparse.Namespace) -> int:
    """Print what a code means and what to do, or list all codes."""
    import gateway_probe.causes
    import gateway_probe.comparison
    import gateway_probe.places.transit  # noqa: F401 - each registers its codes
    from gateway_probe.register import entries, look_up

    if options.code is None:
        for entry in entries():
            print(f"{entry.kind:<11} {entry.code:<38} {entry.title}")
        return HEALTHY
    found = look_up(options.code)
    if not found:
        near = get_close_matches(options.code, sorted({entry.code for entry in entries()}), n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else " `gateway-probe explain` lists them all."
        raise WrongUse(f"no such code.{hint}")
    for entry in found:
        print(f"{entry.code} ({entry.kind})\n{entry.title}\n")
        print(textwrap.fill(entry.meaning, 80))
        print("\nWhat to do:")
        for item in entry.next_steps:
            print(textwrap.fill(f"- {item.text}", 80, subsequent_indent="  "))
            if item.command:
                print(f"    $ {item.command}")
        if entry.sources:
            print("\nSources: " + "; ".join(entry.sources))
    return HEALTHY
