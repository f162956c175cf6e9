"""The scorer on damage whose every leaf error is known by construction, beside two public scorers."""
