"""The published JSON Schemas: what other tools may rely on."""
