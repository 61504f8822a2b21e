"""Names of variables in which a key of the gateway has been found although no client reads it there.

Where one of them is not looked at, nobody can say that no key is here.
"""

NEAR_MISSES = (
    "VERCEL_AI_GATEWAY_API_KEY",
    "AI_GATEWAY_KEY",
    "AI_GATEWAY_TOKEN",
    "AI_GATEWAY_APIKEY",
    "AI_GATEWAY_API_TOKEN",
    "GATEWAY_API_KEY",
    "VERCEL_AI_GATEWAY_KEY",
    "VERCEL_AI_API_KEY",
    "AI_KEY",
    "AI_API_KEY",
    "NEXT_PUBLIC_AI_GATEWAY_API_KEY",
    "VITE_AI_GATEWAY_API_KEY",
)
"""Names that were seen in place of the right one."""

PROVIDER_KEYS = (
    "OPENAI_API_KEY",
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_AUTH_TOKEN",
    "AZURE_API_KEY",
    "AZURE_OPENAI_API_KEY",
    "AZURE_OPENAI_KEY",
    "GEMINI_API_KEY",
    "GOOGLE_API_KEY",
    "GOOGLE_GENERATIVE_AI_API_KEY",
    "AWS_BEARER_TOKEN_BEDROCK",
    "MISTRAL_API_KEY",
    "GROQ_API_KEY",
    "XAI_API_KEY",
    "DEEPSEEK_API_KEY",
    "COHERE_API_KEY",
    "PERPLEXITY_API_KEY",
    "OPENROUTER_API_KEY",
)
"""Names of the keys of model providers, which some clients read the gateway's from."""
