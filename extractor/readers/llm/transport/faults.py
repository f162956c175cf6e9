"""What can go wrong with one call and be dealt with before a reader hears of it."""

from __future__ import annotations

from typing import Literal

Part = Literal["mode", "limit", "size", "temperature"]
"""What an endpoint may lack: the output mode, the name of the length limit, a limit of that size, a fixed temperature."""


class Transient(Exception):
    """May pass by itself: asked again later. ``after`` is what the endpoint asks to wait, in seconds.

    ``unreachable``: no connection came about. ``strange``: something answered, but not as a model endpoint does.
    """

    def __init__(self, reason: str, after: float | None = None, unreachable: bool = False, strange: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.after, self.unreachable, self.strange = reason, after, unreachable, strange


class Unsupported(Exception):
    """The endpoint does not know ``part`` of what was sent; asked again without it."""

    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self.part = part
