"""Healthy is a positive statement: the facts that it needs, each seen, and what is missing of them."""

from gateway_probe.causes.base_url import READ_HERE, is_read, not_sent_to_the_gateway
from gateway_probe.causes.generation_record import is_borne_out, record_of
from gateway_probe.causes.reading import Reading, tells_every_attempt
from gateway_probe.causes.served import CALLS_OF_A_TOOL, FILTERED_ENDS, ORDINARY_ENDS
from gateway_probe.causes.ways import ways
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.document.vocabulary import LIMIT_REACHED, PLANNED, ExperimentId
from gateway_probe.record import record

_OK = 200
"""The one status that the gateway serves with: others say that the answer is a part, or was changed on the way."""

_OF_OTHER_MODELS: frozenset[ExperimentId] = frozenset({"model-control", "model-tier"})
"""Another model's answer says little of this one, so a trouble of its own hides none here."""

_ASKED_WHERE_SERVED = tuple(name for name in PLANNED if name not in _OF_OTHER_MODELS | {"streaming"})
"""What a run that was asked for every experiment has asked, or could not ask."""


@record(frozen=True)
class Missing:
    """A fact that health needs and that this run does not show; `hides` where a trouble may lie behind it."""

    text: str
    hides: bool = False


WITHOUT_ROUTING = frozenset({"messages"})
"""Protocols whose answers hold no routing metadata, even where everything is well."""

_TEAM_UNKNOWN = Missing("which team this deployment is of")


def missing_for_health(seen: Reading) -> list[Missing]:
    """What a run that was served does not show of health. Empty: everything that is asked of it was seen."""
    found = [
        *_of_answers(seen),
        *_of_the_route(seen),
        *_of_the_record(seen),
        *_of_variables(seen),
        *_of_controls(seen),
        *_of_times(seen),
        *_of_experiments(seen),
        *_of_expectations(seen),
    ]
    if seen.probe.client is None:
        found.append(Missing("as which client this run asked"))
    found += [Missing(f"that {client.title} is served here too", hides=True) for client in seen.not_asked_as]
    if seen.client_is_guessed:
        found.append(Missing(f"which client the app uses; asked as {seen.client.title}"))
    if seen.probe.model_origin == "default":
        found.append(Missing(f"nobody said which model the app uses, so {seen.probe.model} was asked for"))
    return found


def missing_without_generation(seen: Reading) -> list[Missing]:
    """What the look-ups of a run without a generation do not show, although they could."""
    found = [*_of_variables(seen), *_of_controls(seen)]
    if seen.probe.expected_team == "unknown":
        found.append(_TEAM_UNKNOWN)
    return found


def _of_answers(seen: Reading) -> list[Missing]:
    found = []
    if not seen.by_gateway(seen.baseline):
        found.append(Missing("that it was the gateway that served", hides=True))
    if seen.baseline is not None:
        found += _of_one("the answer", seen.baseline, ends=not _is_embedding(seen))
    if _is_embedding(seen):
        return found
    plain, streamed = ways(seen)
    way = "a streamed answer" if plain is seen.baseline else "a plain answer"
    other = streamed if plain is seen.baseline else plain
    if other is not None and other.answer == "served":
        found += _of_one(way.replace("a ", "the ", 1), other, ends=True)
    elif other is not None or seen.probe.streaming == "both":
        found.append(Missing(way, hides=True))
    elif seen.probe.streaming == "off":
        found.append(Missing("a streamed answer (it was not asked for)"))
    else:
        found.append(Missing("a plain answer (it was not asked for)"))
    return found


def _is_embedding(seen: Reading) -> bool:
    """An embedding is asked for as a whole and has no end to give a reason for."""
    request = seen.baseline.request if seen.baseline is not None else None
    return request is not None and "embedding" in request.path


def _of_one(name: str, check: Check, *, ends: bool) -> list[Missing]:
    found = []
    if check.status != _OK:
        found.append(Missing(f"{name} with the status {_OK}"))
    if check.response is None or check.response.from_store is not False:
        found.append(Missing(f"that {name} came from the gateway just now, and out of no store on the way", hides=True))
    if check.content is not True and not (check.content is None and check.finish_reason in LIMIT_REACHED):
        found.append(Missing(f"that {name} holds anything", hides=True))
    if not ends:
        return found
    if check.finish_reason is None:
        found.append(Missing(f"why {name} ended"))
    elif check.finish_reason in FILTERED_ENDS:
        found.append(Missing(f"{name} whole: a filter cut it"))
    elif check.finish_reason in CALLS_OF_A_TOOL:
        found.append(Missing(f"an ordinary end of {name}, which calls a tool that nobody offered"))
    elif check.finish_reason not in ORDINARY_ENDS:
        found.append(Missing(f"an ordinary end of {name}", hides=True))
    return found


def _of_the_route(seen: Reading) -> list[Missing]:
    """Whether anything failed before it was served: the routing metadata tell, where the client's door has any."""
    if seen.probe.protocol in WITHOUT_ROUTING or _is_embedding(seen):
        return []
    other = seen.experiment("streaming")
    if seen.every_attempt_is_told and (other is None or other.answer != "served" or tells_every_attempt(other)):
        return []
    return [Missing("which providers and credentials were tried before it was served")]


def _of_the_record(seen: Reading) -> list[Missing]:
    return [] if is_borne_out(seen) else [Missing("that the gateway's record says the same of it as the answer")]


def read_for_health(seen: Reading) -> list[str]:
    """Variables that a Document has to list, set or not, before nothing is wrong with them."""
    return list(dict.fromkeys((*READ_HERE, *seen.client.left_empty, *seen.client.reads_a_key_from)))


def _of_variables(seen: Reading) -> list[Missing]:
    """A variable that the Document does not list was not looked at; one that is not set is listed as such."""
    unseen = [name for name in read_for_health(seen) if not is_read(seen, name)]
    found = [Missing(f"what {name} holds", hides=True) for name in unseen]
    found += [
        Missing(f"that the app's client asks the gateway: {name} is not set")
        for name in not_sent_to_the_gateway(seen)[:1]
    ]
    if not seen.lists_every_token:
        found.append(Missing("every place in which a token may lie"))
    return found if seen.key is not None else [Missing("what the key's variable holds", hides=True), *found]


def _of_controls(seen: Reading) -> list[Missing]:
    found = []
    if not seen.control_refused:
        found.append(Missing("that a made-up key is refused"))
    models = seen.check("models")
    if models is None or models.answer != "served":
        # No gateway refuses this question: what was not read, or in parts that do not agree, may be such a refusal.
        unread = models is None or models.answer in {None, "refused", "foreign"}
        found.append(Missing("the public list of models", hides=unread))
    elif models.listing is None or not models.listing.listed:
        found.append(Missing("the model in the public list"))
    method = seen.method
    if method != "none" and not (seen.accepts(method) and seen.own_credits_are_told):
        found.append(Missing("that the look-up of credits knows the credential"))
    return found


def _of_times(seen: Reading) -> list[Missing]:
    """A token that is served now may stop being so soon, and by a clock that is off nobody can tell when."""
    found = []
    if seen.evidence.runtime.clock_offset_ms is None:
        found.append(Missing("whether this machine's clock is right"))
    used = seen.token_in_use
    renewed = seen.evidence.credential.source == "header"
    if seen.method == "oidc" and not renewed and (used is None or used[1].expires_in_s is None):
        found.append(Missing("how long the token in use is good for"))
    return found


def _of_experiments(seen: Reading) -> list[Missing]:
    odd = [
        item.id
        for item in seen.evidence.experiments
        if item.asked
        and item.id not in _OF_OTHER_MODELS | {"streaming"}
        and item.effect != "same"
        and item.factor != "client"
    ]
    if seen.probe.experiments_mode == "all":
        listed = {item.id: item for item in seen.evidence.experiments}
        odd += [name for name in _ASKED_WHERE_SERVED if not _is_settled(listed.get(name))]
    found = [Missing(f"that the experiment {name} is served too", hides=True) for name in dict.fromkeys(odd)]
    return found + [Missing(f"an answer in order to the experiment {name}") for name in _other_models_unseen(seen)]


def _other_models_unseen(seen: Reading) -> list[ExperimentId]:
    """The experiments with another model that were refused, or that a run with every experiment does not list."""
    listed = {item.id: item for item in seen.evidence.experiments}
    every = seen.probe.experiments_mode == "all"
    return [
        name
        for name in sorted(_OF_OTHER_MODELS)
        if ((item := listed.get(name)) is not None and item.asked and not _is_in_order(item))
        or (every and not _is_settled(item))
    ]


def _is_in_order(experiment: Experiment) -> bool:
    """Served; or the paid tier's model refused, as it is to a team of the free tier that is served all else."""
    closed = experiment.id == "model-tier" and experiment.refused_with("no_providers_available")
    return experiment.effect == "same" or closed


def _is_settled(experiment: Experiment | None) -> bool:
    """It was asked, or could not be asked here at all; one that the limits left no room for may hide something."""
    if experiment is None:
        return False
    return experiment.asked or (experiment.reason is not None and experiment.reason.code == "not-applicable")


def _of_expectations(seen: Reading) -> list[Missing]:
    found = []
    if seen.probe.expected_credential != "not-set" and seen.serving is None:
        record = record_of(seen)
        if record is None or record.is_byok is None:
            found.append(Missing("whose provider credential served"))
    if seen.probe.expected_provider is not None and seen.serving is None:
        routing, record = seen.baseline.routing if seen.baseline else None, record_of(seen)
        if (routing is None or routing.final_provider is None) and (record is None or record.provider is None):
            found.append(Missing("which provider served"))
    if seen.probe.expected_team == "unknown":
        found.append(_TEAM_UNKNOWN)
    return found
