"""The form of a row of the table of clients.

The module imports nothing that takes time: a deployed function loads it at each cold start.
"""

from typing import Any, Literal, NamedTuple

from gateway_probe.clients.features import Features, features_for

Protocol = Literal["v4", "v3", "v1", "chat-completions", "responses", "messages"]
"""How a generation is asked for: the AI SDK's `/v4/ai`, `/v3/ai` and `/v1/ai`, OpenAI's chat completions and
Responses, Anthropic's Messages."""

_PATHS = {"chat-completions": "/v1/chat/completions", "responses": "/v1/responses", "messages": "/v1/messages"}
_SPECIFICATIONS = {"v4": "4", "v3": "3", "v1": "2"}

AuthHeader = Literal["bearer", "x-api-key"]
OidcPlace = Literal["header", "file", "environment"]


class AnswerTool(NamedTuple):
    """A tool that stands for an answer: its arguments are the answer in the schema."""

    name: str
    description: str
    choice: Any
    """What the request says of the choice of a tool."""
    but_for: str = ""
    """What the name of a model holds that the client takes for able to answer in a schema by itself."""

    def is_for(self, model: str) -> bool:
        """Whether this model is asked so."""
        return not self.but_for or self.but_for not in model


class Client(NamedTuple):
    """One client: what it reads from the environment, and what it sends."""

    name: str
    """As in `GATEWAY_PROBE_CLIENT`."""
    title: str
    """As a person calls it."""
    release: str
    """The package and version that was recorded."""
    language: Literal["javascript", "python"]
    """Python's HTTP clients refuse header values that Node's fetch trims and sends."""
    protocol: Protocol
    key_variables: tuple[str, ...]
    """Variables that it takes its key from, the first that is set winning."""
    own_path: str = ""
    """Where a generation is asked for, where that is not its protocol's path."""
    keys_in_code: tuple[str, ...] = ()
    """Variables that Vercel's documentation has an app read and pass as the key."""
    oidc_places: tuple[OidcPlace, ...] = ()
    """Where it looks for the OIDC token by itself, where no key is set; empty: nowhere."""
    takes_handed_token: bool = False
    """Whether it finds the request's token too once the app hands its headers over, which its code alone shows."""
    sends_any_token: bool = False
    """Whether it takes that token for a key like any other, and sends it expired or broken too."""
    keys_after_token: tuple[str, ...] = ()
    """Variables that a library below it takes a key from for text, where it found neither key nor token; for embeddings
    it then sends none."""
    auth_header: AuthHeader = "bearer"
    """The header that carries the credential."""
    x_api_key_variables: tuple[str, ...] = ()
    """Variables whose value it sends as `x-api-key` all the same, beside the key from another one too."""
    trims_keys: bool = False
    """Whether it takes white space off a key before anything else, and takes white space alone for nothing."""
    model_prefix: str = ""
    """What its apps write before the gateway's id of a model; it takes it off again."""
    model_suffix: str = ""
    """What they may write behind it; it takes it off again."""
    base_url_variables: tuple[str, ...] = ()
    """Variables that move it to another host; empty: its host is set in code alone."""
    asks_elsewhere: bool = False
    """Whether it asks another host than the gateway's where nothing moves it there."""
    base_urls_in_code: tuple[str, ...] = ()
    """Variables that apps are known to read and pass as the base URL."""
    base_paths: tuple[str, ...] = ()
    """Paths that may end such a base URL, the usual one first. The empty one means the bare origin."""
    is_a_tool: bool = False
    """Whether it is a program of its own, whose variables lie in the shell of whoever uses it, beside any app's."""
    left_empty: tuple[str, ...] = ()
    """Variables that its set-up instructions leave empty."""
    names_team: bool = False
    """Whether an app can name a team to it (`teamIdOrSlug`), which it sends along."""
    deployment_headers: bool = False
    """Whether it adds the five `ai-o11y-*` headers in a Vercel deployment."""
    streams: bool = False
    """Whether it streams unless told otherwise."""
    asks_again_plain: bool = False
    """Whether it asks for a plain answer where a stream fails behind its status of 200."""
    user_agent: str = ""
    helper_agent: str = ""
    """The user agent of the AI SDK's helpers and of streamed generations, where that is another one."""
    body_agent: str = ""
    """The user agent that it repeats inside the body of a plain generation."""
    body_keys: tuple[str, ...] = ()
    """The keys of a body in their order; what is not named here follows in the protocol's own."""
    timeouts: tuple[str, str] = ("", "")
    """What it says in a header of how long it waits, for a stream and for a plain answer."""
    says_stream: bool = False
    """Whether a plain request says that it is not streamed."""
    message_pieces: bool = False
    """Whether it writes a message as a list of pieces where a plain text would do."""
    features: tuple[Features, ...] = ()
    """What it turns on by the model that it asks."""
    tool_choice: bool = False
    """Whether it says beside tools that the model may choose, where its protocol does not ask for that."""
    answer_tool: AnswerTool | None = None
    """The tool by which it has a model answer in a schema."""
    type_last: bool = False
    """Whether the type of a piece of a message stands behind what the piece holds."""
    carries_options: bool = True
    """Whether the gateway's provider options can travel in its body."""
    embeds: Literal["values", "input", "base64", "list"] | None = None
    """How it writes a request for an embedding; `None`: it cannot ask for one."""

    @property
    def path(self) -> str:
        """Where a generation is asked for, below the gateway's origin."""
        return self.own_path or _PATHS.get(self.protocol, f"/{self.protocol}/ai/language-model")

    @property
    def specification(self) -> str | None:
        """The AI SDK's specification version; `None` for other protocols."""
        return _SPECIFICATIONS.get(self.protocol)

    @property
    def reads_a_key_from(self) -> tuple[str, ...]:
        """Every variable that its key may come from, by itself or passed in code."""
        return (*self.key_variables, *self.keys_in_code, *self.keys_after_token)

    def makes(self, kind: str | None) -> bool:
        """Whether its request for a model of this kind is known, as the public list of models names kinds."""
        return kind in {None, "language"} or (kind == "embedding" and self.embeds is not None)

    def asks_for(self, model: str) -> str:
        """The id that it sends for a model as its apps write it."""
        return model.removeprefix(self.model_prefix).removesuffix(self.model_suffix)

    def turns_on(self, model: str) -> Features | None:
        """What it turns on for this model."""
        return features_for(self.features, model)

    def carries(self, source: str) -> AuthHeader:
        """The header for a credential that comes from this variable, or from a place of the OIDC token."""
        return "x-api-key" if source in self.x_api_key_variables else self.auth_header
