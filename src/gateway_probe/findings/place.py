"""What the place itself gets wrong (H6), and what the person said should be true of it."""

from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Rule, Supported, step


def _system_env(reading: Reading) -> Assessment:
    if reading.evidence.runtime.system_variables_exposed is not False:
        return None
    return Supported(
        "certain",
        ("/runtime/system_variables_exposed",),
        "This is Vercel, but VERCEL_ENV is not set: the project does not expose its system variables. The AI SDK then sends no deployment headers.",
        explains=False,
    )


def _expected_key(reading: Reading) -> Assessment:
    if reading.evidence.probe.expected_key != "differs":
        return None
    return Supported(
        "certain",
        ("/probe/expected_key", f"{reading.variable_at('AI_GATEWAY_API_KEY')}/fingerprint"),
        "The key in this runtime is not the one that GATEWAY_PROBE_EXPECT_KEY names. Length alone cannot show that: gateway keys are all of one length.",
        explains=False,
    )


RULES = (
    Rule(
        "system-env-not-exposed",
        "System variables are not exposed",
        "info",
        "place",
        "A project setting decides whether VERCEL_ENV and the others reach the function.",
        (step("Switch on 'Automatically expose System Environment Variables' in the project's settings."),),
        ("vercel/vercel #14450",),
        _system_env,
    ),
    Rule(
        "different-key-same-length",
        "Another key than expected",
        "warning",
        "credential",
        "Presence and length are the same for any two gateway keys; only a fingerprint tells them apart.",
        (step("Set the right key and deploy again.", "vercel env add AI_GATEWAY_API_KEY"),),
        ("https://community.vercel.com/t/44229",),
        _expected_key,
    ),
)
