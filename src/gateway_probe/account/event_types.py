"""Events of the team's activity log that bear on the gateway: their types, and each in plain words.

Each deployment leaves an entry too: they are not asked for, because a busy year of them would push the purchase of
credits off the pages that are read.
"""

PURCHASED = "ai-gateway-credits-purchased"
KEY_DELETED = "ai-gateway-api-key-deleted"
CREDENTIAL_DELETED = "ai-gateway-byok-credential-deleted"
CREDENTIAL_UPDATED = "ai-gateway-byok-credential-updated"

CHANGES = {
    "ai-gateway-scope-budget-updated": "a budget was changed",
    "ai-gateway-budget-default-updated": "the default budget was changed",
    "ai-gateway-api-key-quota-updated": "the budget of a key was changed",
    "ai-gateway-rule-created": "a routing rule was added",
    "ai-gateway-rule-updated": "a routing rule was changed",
    "ai-gateway-rule-deleted": "a routing rule was removed",
    "ai-gateway-provider-allowlist-toggled": "the allow list of providers was switched",
    "ai-gateway-provider-allowlist-providers-updated": "the allow list of providers was changed",
    "ai-gateway-model-allowlist-toggled": "the allow list of models was switched",
    "ai-gateway-model-allowlist-models-updated": "the allow list of models was changed",
    "ai-gateway-zero-data-retention-toggled": "zero data retention was switched",
    "ai-gateway-hipaa-compliance-toggled": "HIPAA compliance was switched",
    "ai-gateway-prompt-training-opt-out-toggled": "the opt-out of prompt training was switched",
    "ai-gateway-guardrails-updated": "the guardrails were changed",
    "ai-gateway-inference-regions-updated": "the regions of inference were changed",
    CREDENTIAL_UPDATED: "a provider credential was changed",
    CREDENTIAL_DELETED: "a provider credential was deleted",
    "ai-gateway-byok-model-mappings-updated": "the model mappings of a provider credential were changed",
    KEY_DELETED: "a key was deleted",
}
"""What can turn a served request into a refused one."""

EVENTS = {
    **CHANGES,
    PURCHASED: "credits were bought",
    "ai-gateway-api-key-created": "a key was made",
    "ai-gateway-byok-credential-created": "a provider credential was added",
    "env-variable-add": "a variable was added",
    "env-variable-edit": "a variable was changed",
    "env-variable-rotated": "a variable was rotated",
    "env-variable-delete": "a variable was removed",
    "shared-env-variable-create": "a shared variable was added",
    "shared-env-variable-update": "a shared variable was changed",
    "shared-env-variable-delete": "a shared variable was removed",
}
"""All that is asked for."""
