"""What a scan goes through, as data: ``profiles.toml`` read into strict shapes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

PROFILES = Path(__file__).with_name("profiles.toml")

Ink = Literal["colour", "grey", "bilevel"]
Code = Literal["jpeg", "png", "ccitt", "jbig2"]
Ground = Literal["white", "dark", "desk"]
Turn = Literal[0, 90, 180, 270]


class ProfileError(ValueError):
    """A profile that there is not, or that contradicts itself; the message is one line."""


def _ordered(pair: tuple[float, float]) -> tuple[float, float]:
    if pair[0] > pair[1]:
        raise ValueError("a range goes from low to high")
    return pair


Range = Annotated[tuple[float, float], AfterValidator(_ordered)]
NONE: tuple[float, float] = (0.0, 0.0)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shape(_Strict):
    """Where the page comes to lie. ``skew`` in degrees, ``margin`` in millimetres, ``perspective`` and ``curl`` as shares of the side."""

    skew: Range = NONE
    perspective: Range = NONE
    curl: Range = NONE
    margin: Range = NONE
    ground: Ground = "white"
    turns: tuple[Turn, ...] = (0,)
    pages: Literal[1, 2] = 1


class Paper(_Strict):
    """What stands or happened on the paper. ``fade`` and ``bleed`` as shares of full ink, ``speckle`` in specks a square centimetre."""

    fade: Range = NONE
    bleed: Range = NONE
    speckle: Range = NONE
    seals: int = Field(default=0, ge=0)
    stamps: int = Field(default=0, ge=0)
    strokes: int = Field(default=0, ge=0)
    holes: int = Field(default=0, ge=0)
    folds: int = Field(default=0, ge=0)


class Light(_Strict):
    """What the device did.

    ``blur``: sigma in pixels at 200 dpi; ``noise``: sigma in grey levels of 255; ``shading`` and ``threshold``: shares of white.
    """

    shading: Range = NONE
    blur: Range = NONE
    noise: Range = NONE
    threshold: Range = (0.5, 0.5)


class Profile(_Strict):
    """One kind of scan. ``quality`` is JPEG's, 1 to 100."""

    about: str
    dpi: int = Field(ge=50, le=1200)
    ink: Ink
    code: Code
    quality: Range = (80.0, 80.0)
    shape: Shape = Shape()
    paper: Paper = Paper()
    light: Light = Light()

    def at(self, dpi: int | None = None, ink: Ink | None = None) -> Profile:
        """The same at another resolution, or with another ink (black and white is coded as CCITT, else JPEG)."""
        code = self.code if ink in (None, self.ink) else "ccitt" if ink == "bilevel" else "jpeg"
        return self.model_copy(update={"dpi": dpi or self.dpi, "ink": ink or self.ink, "code": code})


def profiles(path: Path = PROFILES) -> dict[str, Profile]:
    """Every profile of a file by name, in its order. Errors: ``pydantic.ValidationError``, ``tomllib.TOMLDecodeError``."""
    with path.open("rb") as stream:
        return {name: Profile.model_validate(data) for name, data in tomllib.load(stream).items()}


def profile(name: str) -> Profile:
    """One of ours by name. Errors: ``ProfileError``."""
    known = profiles()
    if name not in known:
        raise ProfileError(f"no profile {name!r}; there are {', '.join(known)}")
    return known[name]
