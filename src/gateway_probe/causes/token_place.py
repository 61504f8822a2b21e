"""A good OIDC token lies where the client does not look."""

from gateway_probe.causes.cause import Assessment, Indicated, Observed, Supported, cause, step
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import REDEPLOY, set_key


def token_out_of_sight(seen: Reading) -> str | None:
    """The pointer of a good token in the request's header, where the client looks for tokens and not there."""
    if not seen.client.oidc_places or "header" in seen.client.oidc_places:
        return None
    return next((at for at, token in seen.all_tokens() if token.source == "header" and token.validity == "valid"), None)


@cause(
    "client-does-not-see-token",
    "The client does not look where the OIDC token is",
    beside=["key-absent", "key-name-near-miss", "key-is-provider-key", "key-invalid-revoked-or-expired"],
    next_steps=[
        set_key("Set a key for this environment."),
        step("Or hand the request's x-vercel-oidc-token header to the client in code, for each request."),
        REDEPLOY,
    ],
    sources=["https://vercel.com/docs/ai-gateway/authentication-and-byok/oidc", "vercel/vercel pull request 16146"],
)
def client_does_not_see_token(seen: Reading) -> Assessment:
    """In a function the token comes with each request as a header, and a client that reads a variable alone finds none."""
    at, source = token_out_of_sight(seen), seen.evidence.credential.source
    in_its_place = source in seen.client.keys_after_token and seen.refused_with("authentication_error")
    if at is None or not (seen.has_no_credential or in_its_place):
        return None
    handed = seen.client.takes_handed_token
    sent = f"sends what {source} holds" if in_its_place else "sends no credential"
    return Supported(
        f"A valid OIDC token comes with each request as a header, and {seen.client.title} reads VERCEL_OIDC_TOKEN alone, which a function "
        f"does not have. So it {sent}, although the deployment has one"
        + (", unless the app hands its request's headers over (vercel.headers.set_headers)." if handed else "."),
        f"{at}/validity",
        "/credential/method",
        basis=Observed() if seen.lists_every_place and not (seen.client_is_guessed or handed) else Indicated(),
        decided_by="the app's code: whether it hands its request's headers over"
        if handed
        else "which client the app uses: GATEWAY_PROBE_CLIENT names it",
    )
