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
    from gateway_probe.findings import BY_CODE

    if options.code is None:
        for rule in BY_CODE.values():
            print(f"{rule.code:<38} {rule.title}")
        return HEALTHY
    if options.code not in BY_CODE:
        near = get_close_matches(options.code, BY_CODE, n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else " `gateway-probe explain` lists them all."
        raise WrongUse(f"no such code.{hint}")
    rule = BY_CODE[options.code]
    print(f"{rule.code} ({rule.severity})\n{rule.title}\n")
    print(textwrap.fill(rule.meaning, 80))
    print("\nWhat to do:")
    for item in rule.next_steps:
        print(textwrap.fill(f"- {item.text}", 80, subsequent_indent="  "))
        if item.command:
            print(f"    $ {item.command}")
    print("\nSources: " + "; ".join(rule.sources))
    return HEALTHY
