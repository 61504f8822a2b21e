"""The words by which foreign text is shown: whatever is not here is a block at the public level.

The list is written for this purpose: function words of plain English, and the words in which the gateway, its clients,
its platform and providers word their errors. A word is here only where it says nothing about anybody: no name of a
person, a company that is not a provider, or a place.
"""

from functools import cache

_ENGLISH = """
training hipaa compliant effort summary parallel verbosity outputs logprobs prediction thoughts guardrail sort duration
strip truncation
variable variables fund funds resolution resolved administrator administrators admin min max per resulted resulting
calculated territory regional managing guide guides moments maximum occurring sure visit continuing violating
triggering trigger triggered cookies pull pulled push ms about above accept accepted accepts access according account
accounts across act action actions active actual add added adding additional additionally address addresses adjust
after again against ago all allow allowed allowing allows almost alone along already also although always am among
amount amounts an and another any anymore anyone anything apart apparently appear appears applies apply applying
appropriate are aren argument arguments around array as ask asked asking assistance assume at attempt attempted
attempting attempts automatic automatically available availability avoid aware away back bad balance based be became
because become been before begin beginning begins behalf behind being below between beyond bill billed billing blank
block blocked blocking both bought bring broke broken browser budget budgets build built busy but buy buying by call
called caller calling calls came can cannot cap capacity card cards case cases cause caused causes cent center certain
change changed changes changing character characters charge charged charges check checked checking checks choice
choices choose chosen class clean clear click client clients close closed closing code codes come comes common company
compare complete completed completely completion completions concurrency concurrent condition conditions configuration
configure configured configuring confirm conflict connect connected connecting connection connections consider
considered console consumed contact contain contained containing contains content contents context continue continued
continues contract control cool corrected correct correctly corresponding cost costs could couldn count country create
created creates creating creation credit credits currency current currently custom customer customers cut daily
dashboard data date day days deactivated dead deadline debit decide declined decode decoded decrease default defaults
define defined delay delete deleted denied deny depends deployed describe described description destination detail
detailed details detected determine development did didn differ different direct directly disable disabled disallow
disallowed discontinued display do document documentation documents does doesn doing dollar dollars domain don done
down due duplicate during each earlier early edit effect either element else email empty enable enabled encode encoded
encountered end ended ending enough ensure enter entered enterprise entire entirely entitled entity entries entry
environment environments equal errors error etc even event events eventually ever every everyone everything exact
exactly exceed exceeded exceeding exceeds except exception execute executed executing execution exhausted exist
existing exists expect expected expecting expects experience experiencing expiration expire expired expires explain
explicit explicitly extra fail failed failing fails failure failures fair false far feature features few field fields
file files fill filter filtered filters final finally find fine finish finished first fix fixed flag flagged follow
followed following follows for forbidden form format formats found free frequency frequently from full fully function
functions further future gave general generate generated generating generation generations get gets getting give given
gives giving go goes going gone good got granted greater group groups had handle handled has hasn have haven having
header headers help her here high higher his hit hold holds host hosted hosts hour hourly hours how however html if
ignore ignored image images immediately in inactive include included includes including incoming incomplete incorrect
incorrectly increase increased indicate indicates individual information initial inner input inputs inside instance
instances instead instruction insufficient integer intended interval into invalid invoice invoked is isn issue issued
issues it item items its itself job join just keep kept key keys kind kinds know known last later latest lead least
left length less let level levels license like limit limited limiting limits line link list listed lists little live
load loaded loading local located location log logged logs long longer look looking looks lost low lower machine made
maintenance make makes making malformed manage management manual manually many match matched matches matching may
maybe me mean means meant measure meet member members mention message messages method might minimum minute minutes
mismatch misconfigured missing mistake mode modified moment monthly month months more most move moved much multiple
must my name named names near need needed needs negative neither never new newer next no nobody none nor not note
nothing notice now nowhere number numbers object objects occur occurred occurs of off offer offered offers often old
older on once one ones only open operation operations option optional options or order ordered organization original
other others otherwise our out outside over overloaded own owned owner page paid parameter parameters parse parsed
part partial parts pass passed past path pause pay paying payment payments perform period permanently permission
permissions permitted person place plan planned planning plans please plus point policies policy position possible
post prefer prefix premium prepaid present prevent prevented previous previously price prices pricing prior private
probably problem problems proceed process processed processing product production program project projects prompt
prompts proper properly property protect protected provide provided provider providers provides providing public
purchase purchased purchases purpose put quality queue queued quick quickly quota quotas raise range rate rates rather
reach reached read reading ready real really reason reasons receive received recent recently record recover redirect
redirected reduce refer reference refresh refund refused region regions register registered regular reject rejected
related release remain remaining remains remote remove removed renew repeat replace replaced reply report reported
request requested requests require required requirement requirements requires reset resolve resource resources respond
responded response responses rest restart restrict restricted restriction restrictions result results resume retention
retried retries retry retrying return returned returning returns review revoked right role roles rotate route routed
routes routing rule rules run running runs safe safety said sale same save saved say says scope scopes second seconds
section secure security see seem seems seen select selected send sending sent separate server servers serve served
service services session set sets setting settings setup several shall share shared short should show shown shut side
sign signed similar simple since single site size slow so some someone something sometimes soon sorry source specific
specified specify speed spend spending spent standard start started starting starts state status stay step steps still
stop stopped storage store stored string strings structure submit submitted subscribe subscription subset succeed
succeeded success successful successfully such sufficient suggest supplied supply support supported supports suspended
switch syntax system systems take taken takes taking target task team teams tell temporarily temporary term terms test
tested text than that the their them themselves then there therefore these they thing things this those though
thousand three through throughput throttled throttling tier tiers time timed timeout timeouts times to today together
token tokens too took tool tools top total toward traffic transfer trial tried true trusted try trying turn turned
twice two type types typically unable unauthorized unavailable under undefined unexpected unexpectedly unfortunately
unique unit units unknown unless unlimited unlock unpaid unrecognized unreachable unrestricted unsupported until
unusable unusual up update updated upgrade upgraded upload upon upstream us usage use used user users uses using usual
usually valid validate validation value values various verification verified verify version very via view wait waiting
want wanted warning was wasn way ways we web week weekly weeks well went were weren what when where whether which
while who whole whose why will with within without won word work worked working works worth would write writing wrong
year years yes yet you your yours yourself zero
"""

_TERMS = """
alternatives band canonical clock offset exposed shadows silent structured invisible unicode miss quoted prefixed
placeholder trailing newline env boot locally think diverts egress effective unparseable skips creator curl ca bundle
generative certs dir git commit ref sha experiments factor vite bypass automation defect finding pointer observed
probed redacted verdict warnings baseline abort aborted abuse agent ai anthropic api apis apikey app application
applications assistant async audio auth authenticate authenticated authentication authenticator authorization
authorize authorized aws azure backend badrequest base batch bearer bedrock beta binary boolean bot bucket buffer byok
bytes cache cached caching canceled cancelled cdn cert certificate certificates challenge chat checkout chunk chunks
cli cloud cloudflare coding cohere config cookie cpu credential credentials cursor daemon database datacenter decrypt
decoder deepseek denial deploy deployment deployments deprecated digits dimensions disposition dns docs economy edge
embedding embeddings encoding encrypted endpoint endpoints enum exceptions failover fallback fallbacks fatal fetch
fetchable finder firewall fireworks flex flux float folder gateway gateways gemini getaddrinfo github google gpt gpu
graph groq gzip handler handshake hash hmac hobby hostname http https hub id identifier identity ids inference
instructions internal intermediary invocation ip isolate issuer json jwt kb kms lambda language latency layer limiter
llama logging mb media meta metadata middleware minimax mistral mitigated model models module moderation moderated
modality monitor multipart network nginx node nonce null oauth observability oidc openai openid openrouter opus origin
outage overage overload pacing package param params parser passthrough payload pem perplexity ping pipeline plain
planner platform playground pool port preflight preview priority pro probe prod protocol proxy python query realtime
reasoning recaptcha regex registry relay reranking retryable root routine routines router runtime sandbox schema
scheduler sdk secret secrets serverless shield signature signing slug slugs socket sonnet speech ssl sse stack stage
staging stream streamed streaming streams strict stub tag tags tcp telemetry temperature template tenant thinking
thread tls tokenizer topup trace tracing transcription transport tunnel udp unauthenticated unprocessable unhandled
uri url urls utf validator varnish vercel vertex vertexai video virtual vision vpn waf webhook worker workers
workspace xai xml zdr zod assert autoscale backoff bandwidth canary capability capabilities cluster congestion
connectable cooldown corrupted crash crashed crashing daemonized degraded dependency dependencies disconnect
disconnected dispatch downstream draining eligible eligibility entitlement exhaustion expiry faulty flaky forwarded
hang healthy hung idle implemented incident ineligible inaccessible incompatible initialize initialized inoperative
insecure integrity interrupted interruption invocations lookup malfunction mapping mappings mandatory migrated mirrors
modification negotiate negotiation nonexistent obsolete offline online operational outdated overdue overlimit permit
persistent persists pending preferred premature protection provision provisioned provisioning reachable reauthenticate
reconnect recoverable redeploy redirects redundant refusal regenerate reinstated replica resend resubmit retired
rollback rotated saturated scheduled sensitive slowdown spike stale subsequent superseded surge terminate terminated
termination threshold tolerated transient translate translation trip truncated unapproved unchanged unconfigured
undeployed unencrypted unfulfilled unhealthy uninstalled unverified unsubscribed unresolved unsuitable uptime violated
violates violation violations whitelist allowlist denylist blocklist blacklist
"""

# Families and creators of models and names of providers, as the gateway's public list has them.
_MODELS = """
apac eu global us ai21 alibaba allam amazon anthropic arcee aya azure babbage baichuan baseten bedrock bfl black
cerebras chatgpt claude codex codestral cohere command compound computer coder deepinfra deepseek devstral distill
dolphin durable embed ernie exa experimental falcon fable fast fireworks flash flux forest gecko gemini gemma glm
google gpt granite grok groq guard haiku hermes high hunyuan imagen inception inflection instant instruct interfaze
ideogram jamba jina kimi klingai kling krea labs large latest learnlm leanstral lite llama llava longcat luma
magistral maverick max medium meituan mercury meta microsoft mimo mini minimax ministral mistral mixtral mm moonshotai
moonshot morph multilingual nano nebius nemo nemotron nova novita nous nvidia olmo omni openai opus oss parasail
perplexity phi pixtral plus preview prime pro prodia quasar qwen qwq ray realtime recraft recraftai reka rerank rnj
runway sambanova saba safeguard scout search seed seedance seedream small solar sonar sonnet sora stepfun stealth swe
tencent text thinking titan together togetherai tts turbo ultra upstage veo versatile vercel vertex vision vl voxtral
voyage wan whisper xai xiaomi xlarge yi zai zhipu bytedance streamlake gmicloud crusoe wandb
"""

# Words of machines: class names, constants and codes that are one word each, in the case in which they come.
_EXACT = """
AI_APICallError AI_RetryError APICallError APIError AbortError APIConnectionError APITimeoutError AccessDenied
AccessDeniedException AuthenticationError AuthenticationFailed BadRequestError ByteString ConflictError
ConnectionError ContextWindowExceededError DECODER DeploymentNotFound ECONNABORTED ECONNREFUSED ECONNRESET
EHOSTUNREACH ENETUNREACH ENOTFOUND EPIPE ETIMEDOUT EAI_AGAIN FetchError ForbiddenError GatewayAuthenticationError
GatewayError GatewayForbiddenError GatewayInternalServerError GatewayInvalidRequestError GatewayModelNotFoundError
GatewayNotFoundError GatewayRateLimitError GatewayResponseError GatewayTimeoutError InternalServerError
InternalServerException InvalidCharacter InvalidCharacterError InvalidRequestError InvalidSubscriptionKey
ModelNotFoundError ModelTypeMismatchError NotFoundError NoSuchModelError OperationNotSupported PERMISSION_DENIED PEM
PermissionDeniedError QuotaExceeded RESOURCE_EXHAUSTED RateLimitError RateLimitExceeded RequestTimeout
ResourceNotFound ResourceNotFoundException RestrictedModelsError RestrictedProvidersError ServiceUnavailable
ServiceUnavailableException SubscriptionNotFound ThrottlingException TimeoutError TooManyRequests TypeError
UNAUTHENTICATED UNAVAILABLE INVALID_ARGUMENT NOT_FOUND Unauthorized UnauthorizedError UnprocessableEntityError
UnrecognizedClientException ValidationError ValidationException AI_GATEWAY_API_KEY VERCEL_OIDC_TOKEN OPENAI_API_KEY
ANTHROPIC_API_KEY OpenAI DeepSeek ChatGPT GitHub OAuth JavaScript TypeScript GraphQL ASN.1 Node.js
"""

# What is written with a hyphen, a slash or a dot and says nothing about anybody.
_COMPOUNDS = """
platform.openai.com console.anthropic.com docs.anthropic.com console.groq.com aistudio.google.com ai.google.dev
portal.azure.com learn.microsoft.com openrouter.ai add-credit-card allow-list ai-gateway and/or api-key api-keys
auto-recharge auto-top-up bring-your-own-key built-in case-sensitive client-side client_id content-length content-type
content_filter deny-list e.g end-to-end en-us fail-over fall-back file-based fine-tuned first-party free-tier
front-end full-time hard-coded high-demand i.e in-progress input/output key/value large-scale long-running multi-modal
no-store non-existent non-zero on-demand opt-in opt-out org-level out-of-credits paid-tier pay-as-you-go per-minute
per-model pre-paid pre-planned rate-limit rate-limited rate-limiting rate-limits read-only re-authenticate re-deploy
re-enter re-try read/write real-time request-id request-scoped retry-after round-robin self-hosted self-serve
server-side sign-in sign-up single-use so-called team-level text-to-image text-to-speech third-party time-out
time-outs tool-calls top-up try-again up-to-date user-agent user-specified vercel.com well-known zero-data-retention
x-api-key x-vercel-id application/json text/event-stream text/html text/plain application/problem+json
application/octet-stream ai-gateway.vercel.sh api.openai.com api.anthropic.com openai.azure.com vercel.com/ai-gateway
"""

# Error types and finish reasons: the gateway's own (docs of AI Gateway, source of @ai-sdk/gateway) and providers'.
_REGISTER = """
invalid_request_error authentication_error insufficient_funds quota_for_entity_exceeded customer_verification_required
byok_requires_paid_credits no_providers_available access_denied forbidden model_unavailable_in_region model_not_found
not_found failed_dependency rate_limit_exceeded internal_server_error response_error timeout_error overloaded_error
api_error permission_error not_found_error request_too_large rate_limit_error billing_error insufficient_quota
invalid_api_key context_length_exceeded content_filter content-filter content_policy_violation server_error tokens
requests missing_parameter unsupported_country_region_territory unsupported_parameter billing_hard_limit_reached
account_deactivated tool_calls tool-calls function_call stop length end_turn max_tokens stop_sequence tool_use
pause_turn refusal error other unknown completed incomplete max_output_tokens
"""


_CALENDAR = """
mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep
oct nov dec january february march april june july august september october november december gmt utc
"""


@cache
def words() -> frozenset[str]:
    """Words in lower case. A word of a text matches in lower case, with a capital, or in capitals."""
    return frozenset(f"{_ENGLISH} {_TERMS} {_MODELS} {_CALENDAR}".split())


@cache
def model_words() -> frozenset[str]:
    """Words that names of models and providers are made of, in lower case."""
    return frozenset(_MODELS.split())


@cache
def compounds() -> frozenset[str]:
    """Words joined by a sign, in lower case. They match in capitals too, as their parts do."""
    return frozenset(_COMPOUNDS.split())


@cache
def names() -> frozenset[str]:
    """Names with an inner sign or inner capitals, whole and in the case in which they are shown."""
    return frozenset(f"{_EXACT} {_COMPOUNDS} {_REGISTER}".split())
