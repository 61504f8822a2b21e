"""Experiments on the form of a request: the protocol, the header of the key, the named team, and what it holds."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from gateway_probe.clients import SHAPES, Protocol, Shape, client_for
from gateway_probe.document.vocabulary import ExperimentId
from gateway_probe.experiments.design import Design, Request
from gateway_probe.experiments.situation import Situation

_OF_THE_AI_SDK: frozenset[Protocol] = frozenset({"v4", "v3", "v1"})


def _speak(protocol: Protocol) -> Callable[[Situation], Request | str]:
    """The same request in another protocol, in the words of the first client that speaks it."""

    def change(situation: Situation) -> Request | str:
        own = situation.asked.protocol
        if own == protocol or {own, protocol} <= _OF_THE_AI_SDK:
            return "the baseline used this protocol"
        if situation.asked.modality == "embedding" and client_for(protocol).embeds is None:
            return "no embedding can be asked for in this protocol"
        return replace(situation.asked, protocol=protocol, auth_header=None), situation.authorization

    return change


def _other_auth_header(situation: Situation) -> Request | str:
    asked = situation.asked
    if asked.protocol != "messages":
        return "this door takes a key in one header alone"
    if situation.authorization.beside is not None:
        return "the client sends a key in each of the two headers"
    own = asked.auth_header or asked.row.auth_header
    other = replace(asked, auth_header="x-api-key" if own == "bearer" else "bearer")
    return other, situation.authorization


def _no_second_key(situation: Situation) -> Request | str:
    if situation.authorization.beside is None:
        return "the client sends one key"
    return situation.asked, replace(situation.authorization, beside=None)


def _cleaned_key(situation: Situation) -> Request | str:
    if situation.cleaned_key is None:
        return "nothing that is no part of it is around the key"
    return situation.asked, situation.cleaned_key


def _no_team(situation: Situation) -> Request | str:
    if situation.asked.team is None:
        return "the baseline named no team (GATEWAY_PROBE_TEAM)"
    return replace(situation.asked, team=None), situation.authorization


def _shape(shape: Shape) -> Callable[[Situation], Request | str]:
    def change(situation: Situation) -> Request | str:
        if situation.asked.modality == "embedding":
            return "the model makes embeddings, which have no such form"
        return replace(situation.asked, shape=shape), situation.authorization

    return change


_PROTOCOLS: tuple[tuple[ExperimentId, Protocol, str], ...] = (
    ("protocol-chat", "chat-completions", "the OpenAI-compatible path"),
    ("protocol-sdk", "v4", "the AI SDK's path"),
    ("protocol-responses", "responses", "the path of OpenAI's Responses"),
    ("protocol-messages", "messages", "the path of Anthropic's Messages"),
)


def _in_protocol(name: ExperimentId, protocol: Protocol, path: str) -> Design:
    return Design(
        id=name,
        factor="protocol",
        level=protocol,
        question=f"Is the same request served on {path}?",
        change=_speak(protocol),
    )


FORMS: tuple[Design, ...] = (
    Design(
        id="auth-header-other",
        factor="auth-header",
        level="the other",
        question="Is the same request served with the key in the other of Authorization and x-api-key?",
        change=_other_auth_header,
    ),
    Design(
        id="second-key-none",
        factor="auth-header",
        level="one key",
        question="Is the same request served without the second key, which the client sends as x-api-key?",
        change=_no_second_key,
    ),
    Design(
        id="key-cleaned",
        factor="credential",
        level="without what is around it",
        question="Is the same request served by the key without what is no part of it?",
        change=_cleaned_key,
    ),
    *(_in_protocol(*row) for row in _PROTOCOLS),
    Design(
        id="team-none",
        factor="team",
        level="none",
        question="Is the same request served without the team that the app names?",
        change=_no_team,
    ),
)

_HELD: dict[Shape, str] = {
    "tool": "one tool",
    "two-turns": "two turns",
    "json-schema": "a JSON schema for the answer",
    "image": "an image",
}

SHAPED: tuple[Design, ...] = tuple(
    Design(
        id=cast("ExperimentId", f"shape-{shape}"),
        factor="shape",
        level=shape,
        question=f"Is the same request served with {_HELD[shape]} in it?",
        change=_shape(shape),
    )
    for shape in SHAPES
    if shape in _HELD
)
"""One for each shape; asked where GATEWAY_PROBE_SHAPES names it."""
