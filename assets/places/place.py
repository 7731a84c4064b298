"""What a place is: structure and furniture about a support on which a subject stands, in pieces of many stuffs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from schemas.mesh import MeshData


class PieceRole(StrEnum):
    """The part that a piece plays in a picture."""

    FLOOR = "set_floor"  # what is walked on, and the ground
    WALL = "set_wall"  # what closes the view behind: walls, hedges, facades, cupboards on the wall
    SUPPORT = "plinth"  # what the subject stands on
    PROP = "prop"  # what stands about: lamps, jars, chairs, trees


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A mesh of a place and what it is made of: one of these names of ``stuffs.yaml``."""

    name: str  # of its prim, unique in the place
    stuffs: tuple[str, ...]
    role: PieceRole
    class_name: str  # what a person calls it, singular


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The level top on which the subject stands: centred on the origin, clear of anything else."""

    height_m: float  # above the floor at z = 0
    half_x_m: float
    half_y_m: float
    round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A window or doorway through which daylight comes."""

    centre_m: tuple[float, float, float]
    size_m: tuple[float, float]  # width, height
    azimuth_deg: float  # of the way that its light travels inwards, from -Y towards +X


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceVariant:
    """One member of a place. Z is up, the floor is z = 0, the camera looks about along +Y from y < 0.

    ``build`` makes one mesh for each of ``pieces``, in metres, where they stand.
    """

    name: str  # what tells it from its siblings: "white_tiles_rail"
    pieces: tuple[Piece, ...]
    build: Callable[[], tuple[MeshData, ...]]
    support: Support
    openings: tuple[Opening, ...] = ()
    panorama: str = ""  # of assets.hdri, seen out of focus behind where nothing closes the view; "" for none
    clear_m: float = 0.0  # nearest that a camera may stand to what closes the view; 0: anywhere
    version: int = 1  # raised whenever its shape changes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Place:
    """A kind of place in at least eight variants."""

    name: str  # "kitchen_counter"
    title: str  # after "in" or "on": "a kitchen counter"
    preposition: str  # "on", "in", "at"
    outdoors: bool
    subject_m: tuple[float, float]  # the largest side of what may stand there
    variants: tuple[PlaceVariant, ...]
