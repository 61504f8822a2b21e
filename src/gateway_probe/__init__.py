"""gateway-probe: why calls to Vercel AI Gateway work in one place and fail in another."""

__version__ = "0.1.0"
