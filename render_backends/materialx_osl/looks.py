"""What the generator process tells the worker about one look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class TextureFile:
    """A picture that a look reads.

    `size` is (width, height) in pixels. `alpha_path` is a second file with the alpha channel alone, for
    pictures whose colour is not multiplied by it. A set of UDIM tiles has the pattern as its path and
    the files as `tiles`, by their numbers from 1001.
    """

    path: str
    color_space: str
    size: tuple[int, int]
    alpha_path: str = ""
    tiles: tuple[tuple[int, TextureFile], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """What fills a surface evenly: coefficients per stage unit, RGB, and the phase function's mean cosine."""

    absorption: tuple[float, float, float]
    scattering: tuple[float, float, float]
    anisotropy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedLook:
    """OSL sources of one look's sockets; an empty source means that the look has no such part.

    A medium that is the same everywhere is given as `medium` and not as a volume shader.
    `primvars` are the attributes by name that the shaders read; `uses_uv` and `uses_tangent` say
    whether they also read Cycles' default texture coordinates and tangent.
    """

    material: str
    surface: str
    displacement: str = ""
    volume: str = ""
    medium: Medium | None = None
    primvars: tuple[str, ...] = ()
    uses_uv: bool = False
    uses_tangent: bool = False
    seconds: float = 0.0
    messages: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> GeneratedLook:
        """The look that `to_json` wrote."""
        values = dict(document)
        values["primvars"] = tuple(values["primvars"])
        values["messages"] = tuple(values["messages"])
        if values["medium"] is not None:
            medium = values["medium"]
            values["medium"] = Medium(
                absorption=tuple(medium["absorption"]),
                scattering=tuple(medium["scattering"]),
                anisotropy=medium["anisotropy"],
            )
        return cls(**values)

    def to_json(self) -> dict[str, object]:
        """A JSON object with one member per field."""
        return asdict(self)
