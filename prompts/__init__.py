"""Prompts as data: one Markdown file a prompt and version; ``lock.json`` holds their hashes."""
