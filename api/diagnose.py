"""Vercel entry point: the builder reads this file for a top-level ``app``."""

from gateway_probe.web import create_app

app = create_app()
