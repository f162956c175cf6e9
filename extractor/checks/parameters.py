"""What the checks took a document to be: the rules in force, how its rates are rounded, to how many decimals its fields are printed."""

from __future__ import annotations

from extractor.checks.context import Context

SHOWN = ("initial_budget", "budget", "executed", "rate", "share", "score")


def parameters(context: Context) -> dict[str, str]:
    """``profile``, ``rounding`` of rates and ``decimals`` of each role and unit, as run parameters; the reference, where there is one."""
    places: dict[str, int] = {}
    for found in context.book.lists.values():
        for one in found:
            if one.role in SHOWN:
                key = f"{one.role} {one.figure.unit or '-'}"
                places[key] = max(places.get(key, 0), one.figure.decimals)
    words = ((context.cut.cut_off, "truncated"), (context.cut.either, "nearest or truncated"))
    cut = ", ".join(f"{word} at {one} decimals" for decimals, word in words for one in sorted(decimals))
    told = {"profile": context.profile.name, "rounding": cut or "nearest"}
    if places:
        told["decimals"] = ", ".join(f"{key} {value}" for key, value in sorted(places.items()))
    return told | (context.reference.parameters if context.reference else {})
