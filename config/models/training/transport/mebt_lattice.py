"""The SNS medium-energy beam transport: facts of the public lattice file that PyORBIT3 carries (see ../README.md)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quadrupole:
    """Hard-edge quadrupole: centre and length in m, gradient in T/m (sign of the file), bore radius in m."""

    name: str
    centre: float
    length: float
    gradient: float
    radius: float


@dataclass(frozen=True)
class Gap:
    """Thin bunching gap (phase 90 degrees): centre in m, E0TL in keV, bore radius in m."""

    name: str
    centre: float
    e0tl_kev: float
    radius: float


QUADRUPOLES = (
    Quadrupole("QH01", 0.128, 0.061, -34.636, 0.016),
    Quadrupole("QV02", 0.273, 0.061, 37.85, 0.016),
    Quadrupole("QH03", 0.418, 0.061, -28.3266, 0.016),
    Quadrupole("QV04", 0.638, 0.061, 17.69, 0.016),
    Quadrupole("QH05", 1.398, 0.066, -17.0, 0.021),
    Quadrupole("QV06", 1.498, 0.066, 26.2, 0.021),
    Quadrupole("QH07", 1.598, 0.066, -11.7, 0.021),
    Quadrupole("QH08", 1.938, 0.066, -11.7, 0.021),
    Quadrupole("QV09", 2.038, 0.066, 26.2, 0.021),
    Quadrupole("QH10", 2.138, 0.066, -17.0, 0.021),
    Quadrupole("QV11", 2.903, 0.061, 16.63, 0.016),
    Quadrupole("QH12", 3.053, 0.061, -29.02, 0.016),
    Quadrupole("QV13", 3.263, 0.061, 26.1, 0.016),
    Quadrupole("QH14", 3.408, 0.061, -10.44, 0.016),
)

GAPS = (
    Gap("BNCH01", 0.528, 75.0, 0.015),
    Gap("BNCH02", 1.288, 45.0, 0.018),
    Gap("BNCH03", 2.248, 46.0, 0.018),
    Gap("BNCH04", 3.158, 94.0, 0.015),
)

SCRAPERS = ((1.743, 0.021), (2.499, 0.021))
"""Horizontal and vertical scraper when open: position and radius, m."""

CHOPPER_PLATES = ((0.779, 0.009), (1.137, 0.009))
"""Entrance and exit of the chopper plates: position and vertical half gap, m."""

LENGTH = 3.633
KINETIC_ENERGY_EV = 2.5e6
FREQUENCY_HZ = 402.5e6
CURRENT_MA = 38.0

ENTRANCE_X = (-1.9569, 0.1821, 2.8724e-6)
ENTRANCE_Y = (1.7703, 0.1624, 2.8826e-6)
ENTRANCE_Z = (-0.0196, 0.5844, 3.2897e-6)
"""alpha, beta in m, unnormalised rms emittance in m rad; z is the pair (z, dz/ds)."""
