"""Worlds of the way before HTTP: certificates of somebody's own, addresses that lead elsewhere, and what else listens there."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Gateway, Key, Token
from tests.standin.wires import Wire
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, KEY_IS_BAD, NETWORK, NOT_THE_GATEWAY, OIDC, May
from tests.worlds.world import KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

WAY = tuple(sorted(NETWORK | NOT_THE_GATEWAY))
INSPECTED = ("proxy-or-egress-filter", "not-the-gateway")
NOBODY_ASKED = May(BAD, names=(WAY,), not_claimed=BLAMES | {"gateway-5xx"}, generations=(0, 14))
INTERCEPTED = replace(NOBODY_ASKED, names=(INSPECTED,))
PROXY = {"HTTPS_PROXY": "http://proxy.example:3128"}
COMPANY_CA = {"NODE_EXTRA_CA_CERTS": "/etc/ssl/company.pem"}
DEAD = "https://127.0.0.1:9"
NOWHERE = "https://ai-gateway.vercel.sh.invalid"
PLACEHOLDER = "[SENSITIVE]"


def behind(wire: Wire) -> Gateway:
    """The gateway of a paid team behind a wire like this."""
    return replace(parts.one_team(parts.PAID), wire=wire)


def _of_certificates() -> Iterator[World]:
    for name, place in (
        ("on a laptop", on_laptop(KEY)),
        ("of a deployment", on_vercel(KEY, Token(parts.PAID))),
        ("of a deployment that has a token alone", on_vercel(None, Token(parts.PAID))),
        ("of an OpenAI client", set_up("openai", KEY)),
        ("of Claude Code", set_up("claude-code", KEY)),
        ("beside a proxy's variable", on_laptop(KEY).having(PROXY)),
    ):
        yield World(
            f"TLS is looked into by a company's own authority, {name}", place, behind("own-authority"), INTERCEPTED
        )
    yield World(
        "TLS is looked into by an authority that the app's Node.js is told to trust",
        on_laptop(KEY).having(COMPANY_CA),
        behind("own-authority"),
        # The app may be served: it trusts what this probe does not.
        replace(INTERCEPTED, certain=False),
    )
    yield World("a certificate that has expired", on_laptop(KEY), behind("expired"), NOBODY_ASKED)
    yield World("a certificate for another name, as portals show", on_laptop(KEY), behind("another-name"), NOBODY_ASKED)
    yield World("https at a port that does not encrypt", on_laptop(KEY), behind("not-encrypted"), NOBODY_ASKED)
    yield World("the first words of TLS end the connection", on_laptop(KEY), behind("closes"), NOBODY_ASKED)
    yield World("the first words of TLS are never answered", on_laptop(KEY), behind("says-nothing"), NOBODY_ASKED)
    yield World("a server of another protocol listens at the port", on_laptop(KEY), behind("not-http"), NOBODY_ASKED)


def _of_certificates_and_keys() -> Iterator[World]:
    wire: Wire = "own-authority"
    yield World(
        "TLS is looked into, and the key was revoked, which nobody can see",
        on_laptop(REVOKED_KEY),
        replace(Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)), wire=wire),
        replace(INTERCEPTED, not_named=KEY_IS_BAD),
    )
    for name, place, codes in (
        ("a placeholder is the key", on_laptop(PLACEHOLDER), ("key-redacted-placeholder",)),
        ("there is no credential at all", on_laptop(), ("key-absent",)),
        ("a pulled token has expired", on_laptop(env_token=parts.EXPIRED_PULL), ("oidc-expired-locally",)),
        ("the key is Anthropic's", on_laptop("sk-ant-FAKE" + "e" * 60), ("key-is-provider-key",)),
        ("the key lies under a near name", on_laptop(AI_GATEWAY_KEY=KEY), ("key-name-near-miss",)),
    ):
        yield World(
            f"TLS is looked into, and {name}: two faults",
            place,
            behind(wire),
            May(BAD, names=(INSPECTED, codes), certain=False, generations=(0, 14)),
        )


def _of_addresses() -> Iterator[World]:
    refused = May(("failing",), verdict=WAY, not_claimed=BLAMES, not_named=frozenset({"dns-failure"}))
    unknown = May(("failing",), verdict=WAY, names=(("dns-failure",),), not_claimed=BLAMES)
    yield World("a name server leads to an address where nobody listens", _at(DEAD), Gateway(), refused)
    yield World("only an address of IPv6, and nobody listens there", _at("http://[::1]:9"), Gateway(), refused)
    yield World("a name that does not exist, of a deployment", _at(NOWHERE, on_vercel(KEY)), Gateway(), unknown)
    yield World(
        "a name that does not exist, of Claude Code", _at(NOWHERE, set_up("claude-code", KEY)), Gateway(), unknown
    )
    # A proxy looks names up itself: the app that goes through it need not be able to.
    yield World(
        "a name that only the proxy could look up",
        _at(NOWHERE, on_laptop(KEY).having(PROXY)),
        Gateway(),
        replace(unknown, names=(("dns-failure",), INSPECTED), certain=False),
    )
    yield World(
        "an address that only the proxy could reach",
        _at(DEAD, on_laptop(KEY).having(PROXY)),
        Gateway(),
        replace(refused, verdict=(), names=(INSPECTED,), certain=False),
    )
    for name, key, codes in (
        ("a placeholder is the key", PLACEHOLDER, ("key-redacted-placeholder",)),
        ("the key is empty", "", ("key-empty", "key-absent")),
    ):
        yield World(
            f"a name that does not exist, and {name}",
            _at(NOWHERE, on_laptop(key)),
            Gateway(),
            May(("failing",), names=(("dns-failure",), codes), not_certain=OIDC, certain=False),
        )


def _at(address: str, place: Place | None = None) -> Place:
    return (place or on_laptop(KEY)).having({"GATEWAY_PROBE_BASE_URL": address})


WORLDS: tuple[World, ...] = (*_of_certificates(), *_of_certificates_and_keys(), *_of_addresses())
