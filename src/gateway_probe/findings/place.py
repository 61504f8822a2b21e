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


def _env_file(reading: Reading) -> Assessment:
    key = reading.key
    if key is None or not key.present or key.origin != "env-file":
        return None
    return Supported(
        "possible",
        (f"{reading.variable_at('AI_GATEWAY_API_KEY')}/origin",),
        "The key came from the env file that was named, not from this shell. An app that does not load that file, or loads it too late, has no key.",
        explains=False,
        decided_by="the app's own start: whether it loads the file before the first request",
    )


def _provider_variable(reading: Reading) -> Assessment:
    empty = [v.name for v in reading.evidence.variables if v.role == "provider-key" and v.shape in {"empty", "blank"}]
    if not empty or not reading.baseline_passed:
        return None
    return Supported(
        "possible",
        (f"{reading.variable_at(empty[0])}/shape", reading.at("baseline", "outcome")),
        f"{empty[0]} is set, but empty, while the gateway serves this runtime. Frameworks that see the variable may pick that provider directly; "
        "the error is then in the provider's words, and the gateway's log holds nothing.",
        explains=False,
        decided_by="the host in the failing app's error",
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
    Rule(
        "local-env-file-not-loaded",
        "The key comes from a file that the app has to load",
        "info",
        "credential",
        "A right file on disk helps only the code that loads it, early enough and under the right name.",
        (step("Load the file before the first import that reads the variable."),),
        ("motdotla/dotenv #206", "vercel/ai #13302"),
        _env_file,
    ),
    Rule(
        "provider-env-diverts-routing",
        "A provider's variable may divert the app past the gateway",
        "info",
        "credential",
        "The gateway's package reads no provider variable; an app or framework that does calls the provider itself.",
        (step("Remove the variable, or use the gateway's provider explicitly."),),
        ("vercel/vercel-plugin #91",),
        _provider_variable,
    ),
)
