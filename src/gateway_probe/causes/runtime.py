"""What the place itself gets wrong, and what lies in it that may lead the app elsewhere."""

from gateway_probe.causes.cause import Assessment, Hinted, Indicated, Observed, Supported, cause, step
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import at_page
from gateway_probe.clients import DEFAULT_CLIENT, client_of


@cause(
    "system-env-not-exposed",
    "System variables are not exposed",
    severity="info",
    next_steps=[
        at_page(
            "Switch on 'Automatically expose System Environment Variables'",
            "/[team]/[project]/settings/environment-variables",
        )
    ],
    sources=["vercel/vercel #14450"],
)
def system_env_not_exposed(seen: Reading) -> Assessment:
    """A project setting decides whether VERCEL_ENV and the others reach the function."""
    if seen.evidence.runtime.system_variables_exposed is not False:
        return None
    return Supported(
        "This is Vercel, but VERCEL_ENV is not set: the project does not expose its system variables. The AI SDK then sends no deployment headers.",
        "/runtime/system_variables_exposed",
        basis=Observed(),
        explains=False,
    )


@cause(
    "local-env-file-not-loaded",
    "The key comes from a file that the app has to load",
    severity="info",
    next_steps=[step("Load the file before the first import that reads the variable.")],
    sources=["motdotla/dotenv #206", "vercel/ai #13302"],
)
def local_env_file_not_loaded(seen: Reading) -> Assessment:
    """A right file on disk helps only the code that loads it, early enough and under the right name."""
    key = seen.key
    if key is None or not key.present or key.origin != "env-file":
        return None
    return Supported(
        "The key came from the env file that was named, not from this shell. An app that does not load that file, or loads it too late, has no key.",
        seen.key_at("origin"),
        basis=Hinted(),
        explains=False,
        decided_by="the app's own start: whether it loads the file before the first request",
    )


@cause(
    "shell-key-shadows-file",
    "The shell's key was tested, not the file's",
    severity="warning",
    next_steps=[
        step("Test the file's key: take the variable out of the shell, and run the probe again.",
             "env -u AI_GATEWAY_API_KEY gateway-probe run --env-file .env.local"),
        step("Find out which of the two the app uses: most loaders keep what the shell has."),
    ],
    sources=["vercel/eve #71"],
)  # fmt: skip
def shell_key_shadows_file(seen: Reading) -> Assessment:
    """A variable that the shell exports wins over the named file's; the two keys are not the same."""
    key = seen.key
    if key is None or not key.present or not key.shadows_file:
        return None
    return Supported(
        f"{key.name} is set in the shell and, with another value, in the named file. The shell's was tested; nothing is said of the file's.",
        seen.key_at("shadows_file"),
        basis=Observed(),
        explains=False,
    )


@cause(
    "client-was-inferred",
    "The client was told from the environment",
    severity="info",
    next_steps=[step("Say which client the app uses: set GATEWAY_PROBE_CLIENT here, and run the probe again.")],
    sources=["https://vercel.com/docs/ai-gateway/sdks-and-apis"],
)
def client_was_inferred(seen: Reading) -> Assessment:
    """Clients read different variables and ask at different doors; a verdict about one says little about another."""
    asked = seen.probe.client
    if asked is None or asked.origin != "inferred" or asked.name == DEFAULT_CLIENT:
        return None
    others = [client_of(item.client).title for item in asked.set_ups if item.client != asked.name]
    own = next((item for item in asked.set_ups if item.client == asked.name), None)
    alike = own.alternatives if own is not None else []
    also = f" {', '.join(alike)} would read them alike." if alike else ""
    if others:
        also += (
            f" {' and '.join(others)} {'is' if len(others) == 1 else 'are'} set up here too; --client all asks as each."
        )
    return Supported(
        f"This run asked as {asked.title}, told from {', '.join(asked.basis)}.{also} Clients that read other variables find no key in them.",
        "/probe/client",
        # A second set-up makes it unsure which client the app uses, and changes nothing of what is said about this one.
        basis=Indicated() if own is not None and own.confidence == "likely" else Hinted(),
        explains=False,
        decided_by="the app's code, or GATEWAY_PROBE_CLIENT",
    )


@cause(
    "provider-env-diverts-routing",
    "A provider's variable may divert the app past the gateway",
    severity="info",
    next_steps=[step("Remove the variable, or use the gateway's provider explicitly.")],
    sources=["vercel/vercel-plugin #91, pull request 111"],
)
def provider_env_diverts_routing(seen: Reading) -> Assessment:
    """The gateway's package reads no provider variable; an app or framework that does calls the provider itself."""
    if full := sent_along_with_the_key(seen):
        return Supported(
            f"{full[0]} is set, and the set-up of {seen.client.title} for the gateway leaves it empty: it sends that value along, in a header of "
            "its own. So did this probe.",
            seen.variable_at(full[0], "shape"),
            basis=Hinted(),
            explains=False,
            decided_by=f"the same request once {full[0]} is empty",
        )
    if not seen.served:
        return None
    lying = [v for v in seen.evidence.variables if v.role == "provider-key" and v.name not in seen.client.left_empty]
    empty = next((v for v in lying if v.shape in {"empty", "blank"}), None)
    of_a_provider = (v for v in lying if v.present and v.shape != "gateway-key")
    found = empty or next((v for v in of_a_provider if v.name not in seen.client.reads_a_key_from), None)
    if found is None:
        return None
    return Supported(
        f"{found.name} is set{', but empty,' if found is empty else ' as well'} while the gateway serves this runtime. Frameworks that see the "
        "variable may pick that provider directly; the error is then in the provider's words, and the gateway's log holds nothing.",
        seen.variable_at(found.name, "shape"),
        seen.at("baseline", "outcome"),
        basis=Hinted(),
        explains=False,
        decided_by="the host in the failing app's error",
    )


def sent_along_with_the_key(seen: Reading) -> list[str]:
    """Variables that the client's set-up leaves empty, and that hold a value here which is not the key in use."""
    own = seen.key.name if seen.key is not None else None
    found = [seen.variable(name) for name in seen.client.left_empty if name != own]
    return [item.name for item in found if item is not None and item.present and item.shape not in {"empty", "blank"}]
