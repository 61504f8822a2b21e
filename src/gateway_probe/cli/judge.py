"""`gateway-probe judge`: Documents judged again from themselves, and what is now said otherwise."""

import argparse
from collections.abc import Iterator

from gateway_probe.cli.documents import judge_again, read_document_file
from gateway_probe.cli.exit_codes import NO_DOCUMENT, WRONG_USE, WrongUse, of_verdict
from gateway_probe.cli.output import check_target, leaks_explained, write_report
from gateway_probe.cli.place_names import verdict_in_words
from gateway_probe.cli.shared_options import add_target_options
from gateway_probe.cli.standard_streams import say
from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document
from gateway_probe.document.judgement import Verdict
from gateway_probe.places.unknown import PlaceUnknown


def add_judge_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """Judges each Document again from its own evidence; no gateway is asked. What is now said
otherwise, and why, goes to stderr: an older build may have been surer than its evidence.
The exit code of several is that of the worst; a file that cannot be judged stops no other.

examples:
  gateway-probe judge production.json
  gateway-probe judge probe-history/production/*.json
  gateway-probe judge old.json --format json --output judged-again.json"""
    parser.add_argument("file", metavar="FILE", nargs="+", help="a Document: JSON, or an HTML report that carries one")
    add_target_options(parser)


def judge(options: argparse.Namespace) -> int:
    """Judge each file again and say what changed; the exit code is that of the worst. Raises `WrongUse`."""
    if len(options.file) > 1 and (options.output is not None or options.format != "text"):
        raise WrongUse("--output and --format take one FILE")
    check_target(options.output)
    return max([_judge_file(file, options) for file in options.file])


def _judge_file(file: str, options: argparse.Namespace) -> int:
    """The exit code of its verdict. A file that is no Document, or cannot be read, hides no verdict of the others."""
    try:
        document = read_document_file(file)
    except PlaceUnknown as unknown:
        say(f"gateway-probe: {unknown.with_step}")
        return NO_DOCUMENT
    except WrongUse as error:
        say(f"gateway-probe: {error}")
        return WRONG_USE
    now = judge_again(document)
    for line in changes(document.verdict, now):
        say(f"{file}: {line}" if line[0] != " " else line)
    with leaks_explained():
        write_report(now, options.format, Secrets(), options.output)
    return of_verdict(now.verdict)


def changes(before: Verdict, now: Document) -> Iterator[str]:
    """What is said otherwise than before and why, in words of this build alone; indented lines give the reasons."""
    verdict = now.verdict
    if (before.status, before.code, before.confidence) == (verdict.status, verdict.code, verdict.confidence):
        yield f"the verdict stands: {verdict_in_words(verdict)}"
        return
    yield f"was {verdict_in_words(before)}, now {verdict_in_words(verdict)}"
    for found in (item for item in now.findings if item.code == verdict.code):
        yield f"  rests on: {', '.join(found.evidence)}"
    for other in verdict.contradictions:
        yield f"  contradicted: {other.text} ({', '.join(other.evidence)})"
    for ruled_out in (item for item in verdict.ruled_out if item.code == before.code):
        yield f"  ruled out: {ruled_out.code}, since {ruled_out.because}"
    for left_open in verdict.alternatives:
        yield f"  still open: {left_open.code}; this would decide: {left_open.decided_by}"
    _, missing, what = verdict.summary.partition("Not seen: ")
    if verdict.status == "healthy" and missing:
        yield f"  not seen: {what}"
