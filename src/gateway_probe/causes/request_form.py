"""What of a request's form decides: the header that carries the key, and the team that the app names."""

from gateway_probe.causes.cause import Assessment, Flipped, Supported, cause, step
from gateway_probe.causes.factors import tell_repeats
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import AUTHENTICATION, WHICH_TEAM


@cause(
    "refusal-depends-on-auth-header",
    "The headers that carry keys decide",
    beside=["key-invalid-revoked-or-expired"],
    next_steps=[
        step(
            "Send the key in the header that is served: the client's authToken for Authorization, its apiKey for x-api-key."
        ),
        step("Leave ANTHROPIC_API_KEY empty where ANTHROPIC_AUTH_TOKEN holds the key: Claude Code sends both."),
        step("Look whether something in between takes one of the headers out."),
    ],
    sources=[AUTHENTICATION],
)
def refusal_depends_on_auth_header(seen: Reading) -> Assessment:
    """The Messages path takes a key as `Authorization: Bearer` and as `x-api-key`; what stands in between may pass one alone. A second key
    beside it, which Claude Code sends where it finds one, may be the one that is looked at."""
    alone, other = seen.flip("second-key-none"), seen.flip("auth-header-other")
    if seen.refused and alone is not None:
        return Supported(
            f"The same request is served without the second key, which {seen.client.title} sends as x-api-key.{tell_repeats(alone)}",
            seen.at("second-key-none", "effect"),
            basis=Flipped("second-key-none"),
            decided_by="both requests repeated until each has four answers",
        )
    if not seen.refused or other is None:
        return None
    return Supported(
        f"The same request is served with the key in the other of the two headers.{tell_repeats(other)}",
        seen.at("auth-header-other", "effect"),
        basis=Flipped("auth-header-other"),
        decided_by="both requests repeated until each has four answers",
    )


@cause(
    "refusal-depends-on-named-team",
    "The team that the app names is refused",
    next_steps=[
        step(
            "Correct the team that the app passes as teamIdOrSlug, or leave it out: a gateway key belongs to one team anyway."
        ),
        WHICH_TEAM,
    ],
    sources=["@ai-sdk/gateway 4.0.146, teamIdOrSlug"],
)
def refusal_depends_on_named_team(seen: Reading) -> Assessment:
    """AI SDK 7 can name a team beside its credential; one that the credential is not of is refused."""
    without = seen.flip("team-none")
    if not seen.refused or without is None:
        return None
    return Supported(
        f"The same request is served once it names no team.{tell_repeats(without)}",
        seen.at("team-none", "effect"),
        basis=Flipped("team-none"),
        decided_by="both requests repeated until each has four answers",
    )
