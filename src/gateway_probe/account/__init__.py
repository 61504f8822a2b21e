"""Read-only facts of the Vercel account, by the person's own `vercel` command, joined to Documents.

For a laptop or CI: nothing here is part of the deployed function.
"""
