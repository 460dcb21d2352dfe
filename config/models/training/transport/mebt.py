"""rms-envelope simulation of the SNS MEBT with linear space charge of a uniform ellipsoid.

Each plane carries its 2 x 2 matrix of second moments. Quadrupoles and drifts are exact linear maps in slices of at most
7 mm; every slice is cut in half by a space-charge kick; bunchers are thin. All settings run at once. Formulas and sources
are in ../README.md.
"""

import numpy as np

from . import physics
from .mebt_lattice import (CHOPPER_PLATES, CURRENT_MA, ENTRANCE_X, ENTRANCE_Y, ENTRANCE_Z, FREQUENCY_HZ, GAPS,
                           KINETIC_ENERGY_EV, LENGTH, QUADRUPOLES, SCRAPERS)

INPUTS = tuple(q.name for q in QUADRUPOLES) + tuple(g.name for g in GAPS) + ("CURRENT",)
UNITS = ("T/m",) * len(QUADRUPOLES) + ("keV",) * len(GAPS) + ("mA",)
NOMINAL = np.array([q.gradient for q in QUADRUPOLES] + [g.e0tl_kev for g in GAPS] + [CURRENT_MA])
HALF_RANGE = np.concatenate([0.08 * np.abs(NOMINAL[:14]), 0.30 * NOMINAL[14:18], [18.0]])
"""Training range of each input: nominal minus to plus this much (8 % of a gradient, 30 % of a buncher, 18 mA)."""

OUTPUTS = ("sigma_x", "sigma_y", "sigma_z", "energy_spread", "alpha_x", "beta_x", "alpha_y", "beta_y", "transmission")
OUTPUT_UNITS = ("mm", "mm", "mm", "keV", "", "m", "", "m", "%")

STEP = 0.021
GRID = np.arange(174) * STEP
"""The s of every output row: both ends of the line, 21 mm apart."""

MAX_SLICE = 7.0e-3

GAMMA, BETA = physics.relativistic(KINETIC_ENERGY_EV)
REST_EV = physics.H_MINUS_REST_ENERGY_EV
WAVELENGTH = physics.SPEED_OF_LIGHT / FREQUENCY_HZ

EMITTANCE = np.array([ENTRANCE_X[2], ENTRANCE_Y[2], ENTRANCE_Z[2]])
"""Unnormalised rms emittances of x, y and (z, dz/ds) at the entrance, m rad; those of x and y stay."""

ENERGY_SPREAD_KEV = 1e-3 * BETA**2 * GAMMA**3 * REST_EV
"""rms dz/ds times this is the rms energy spread in keV."""


def simulate(settings, grid=GRID, space_charge=True):
    """Envelope along the line: float64 [n, len(grid), 9] for settings [n, 19] in machine units.

    The columns are INPUTS in UNITS and OUTPUTS in OUTPUT_UNITS. grid: increasing positions in m within the line.
    """
    settings = np.asarray(settings, float)
    beam = _Beam(settings, space_charge)
    result = np.empty((len(settings), len(grid), len(OUTPUTS)))
    row = 0
    gaps = {gap.centre: i for i, gap in enumerate(GAPS)}
    apertures = _apertures()
    cuts = _cuts(grid, gaps, apertures)
    for i, s in enumerate(cuts):
        if i > 0:
            beam.advance(cuts[i - 1], s)
        if s in gaps:
            beam.bunch(gaps[s])
        for boundary in apertures.get(s, ()):
            beam.scrape(boundary)
        if row < len(grid) and s == grid[row]:
            result[:, row] = beam.descriptors()
            row += 1
    return result


def _cuts(grid, gaps, apertures):
    """All positions where something starts, ends or is wanted, with slices of at most MAX_SLICE between them."""
    edges = {0.0, *grid.tolist(), *gaps, *apertures}
    for quad in QUADRUPOLES:
        edges |= {quad.centre - quad.length / 2, quad.centre + quad.length / 2}
    edges = sorted(edges)
    cuts = [edges[0]]
    for a, b in zip(edges, edges[1:]):
        pieces = int(np.ceil((b - a) / MAX_SLICE - 1e-9))
        cuts += [a + (b - a) * k / pieces for k in range(1, pieces)] + [b]
    return cuts


def _apertures():
    """Position -> boundaries. A boundary gives the distance of the wall in units of the beam's own sigma, [n, angles]."""
    def hole(radius):
        return lambda sx, sy, cos, sin: radius / np.sqrt((sx * cos) ** 2 + (sy * sin) ** 2)

    def slit(half_gap):
        return lambda sx, sy, cos, sin: half_gap / (sy * np.abs(sin))

    result = {}
    for quad in QUADRUPOLES:
        for s in (quad.centre - quad.length / 2, quad.centre, quad.centre + quad.length / 2):
            result.setdefault(s, []).append(hole(quad.radius))
    for gap in GAPS:
        result.setdefault(gap.centre, []).append(hole(gap.radius))
    for s, radius in SCRAPERS:
        result.setdefault(s, []).append(hole(radius))
    for s, half_gap in CHOPPER_PLATES:
        result.setdefault(s, []).append(slit(half_gap))
    return result


class _Beam:
    """Second moments of all settings: m[plane] = (<u u>, <u u'>, <u' u'>), and the fraction still there."""

    def __init__(self, settings, space_charge):
        n = len(settings)
        self._gradient = settings[:, :len(QUADRUPOLES)]
        self._e0tl_ev = 1e3 * settings[:, len(QUADRUPOLES):-1]
        self._current = 1e-3 * settings[:, -1] if space_charge else np.zeros(n)
        self._rigidity = physics.rigidity(KINETIC_ENERGY_EV)
        self._passed = np.ones(n)
        self._moments = []
        for (alpha, beta, _), emittance in zip((ENTRANCE_X, ENTRANCE_Y, ENTRANCE_Z), EMITTANCE):
            gamma = (1.0 + alpha**2) / beta
            self._moments.append(tuple(np.full(n, emittance * v) for v in (beta, -alpha, gamma)))
        x, w = np.polynomial.legendre.leggauss(12)
        self._t2, self._w = (0.5 * (x + 1.0)) ** 2, 0.5 * w
        angles = (np.arange(48) + 0.5) * 0.5 * np.pi / 48
        self._cos, self._sin = np.cos(angles), np.sin(angles)

    def advance(self, start, end):
        """Half a slice, the space-charge kick of the whole slice, the other half."""
        length, middle = end - start, 0.5 * (start + end)
        focusing = self._focusing(middle)
        self._linear(focusing, 0.5 * length)
        self._space_charge(length)
        self._linear(focusing, 0.5 * length)

    def _focusing(self, s):
        """k of x at this position, [n], or None in a drift. H- has charge -1: a negative gradient focuses in x."""
        for i, quad in enumerate(QUADRUPOLES):
            if abs(s - quad.centre) < quad.length / 2:
                return -self._gradient[:, i] / self._rigidity
        return None

    def _linear(self, focusing, length):
        for plane in range(3):
            sign = (1.0, -1.0, 0.0)[plane]
            if focusing is None or sign == 0.0:
                a, b, c = 1.0, length, 0.0
            else:
                root = np.sqrt((sign * focusing).astype(complex))
                phase = root * length
                a = np.cos(phase).real
                b = np.where(np.abs(phase) > 1e-9, np.sin(phase) / np.where(phase == 0, 1, root), length).real
                c = -sign * focusing * b
            self._map(plane, a, b, c, a)

    def _map(self, plane, a, b, c, d):
        """u -> a u + b u', u' -> c u + d u'."""
        uu, up, pp = self._moments[plane]
        self._moments[plane] = (
            a * a * uu + 2.0 * a * b * up + b * b * pp,
            a * c * uu + (a * d + b * c) * up + b * d * pp,
            c * c * uu + 2.0 * c * d * up + d * d * pp,
        )

    def _space_charge(self, length):
        """Linear kick of a uniform ellipsoid with the beam's rms sizes (half axes sqrt 5 sigma, in the moving frame)."""
        squares = [5.0 * m[0] for m in self._moments]
        squares[2] = squares[2] * GAMMA**2
        charge = self._passed * self._current / FREQUENCY_HZ
        # q / (4 pi eps0 m c^2) = c / (Alfven current): the classical radius over the charge.
        strength = 1.5 * charge * physics.SPEED_OF_LIGHT / physics.ALFVEN_CURRENT_A / (BETA**2 * GAMMA**2)
        scale = np.cbrt(squares[0] * squares[1] * squares[2])[:, None]
        axes = [scale + (q[:, None] - scale) * self._t2 for q in squares]
        common = 2.0 * scale * self._t2 / np.sqrt(axes[0] * axes[1] * axes[2]) * self._w
        for plane in range(3):
            kick = strength * np.sum(common / axes[plane], axis=1) * length
            self._map(plane, 1.0, 0.0, kick, 1.0)

    def bunch(self, gap):
        """Thin gap at the bunching phase, dW = -E0TL sin(phi), averaged over the uniform ellipsoid.

        The linear kick is the least-squares one (it is the same factor for x, y and z); z gets the exact second moments
        of the sine. a: half axis of the ellipsoid in radians of the RF.
        """
        uu, up, pp = self._moments[2]
        wave = 2.0 * np.pi / (BETA * WAVELENGTH)
        a = wave * np.sqrt(5.0 * uu)
        slope = 15.0 * ((3.0 - a**2) * np.sin(a) - 3.0 * a * np.cos(a)) / a**5
        mean_cosine_2 = 3.0 * (np.sin(2.0 * a) - 2.0 * a * np.cos(2.0 * a)) / (2.0 * a) ** 3
        kick = np.pi * self._e0tl_ev[:, gap] / (REST_EV * (BETA * GAMMA) ** 3 * WAVELENGTH)
        self._map(0, 1.0, 0.0, kick * slope, 1.0)
        self._map(1, 1.0, 0.0, kick * slope, 1.0)
        self._moments[2] = (
            uu,
            up - 2.0 * kick * slope * uu,
            pp - 4.0 * kick * slope * up + (2.0 * kick / wave) ** 2 * 0.5 * (1.0 - mean_cosine_2),
        )

    def scrape(self, boundary):
        """Keeps the smaller of what passed so far and the Gaussian fraction inside this wall."""
        sx, sy = (np.sqrt(self._moments[plane][0])[:, None] for plane in (0, 1))
        inside = 1.0 - np.exp(-0.5 * boundary(sx, sy, self._cos, self._sin) ** 2)
        self._passed = np.minimum(self._passed, inside.mean(axis=1))

    def descriptors(self):
        """The OUTPUTS at this place, [n, 9]."""
        x, y, z = self._moments
        return np.stack([
            1e3 * np.sqrt(x[0]), 1e3 * np.sqrt(y[0]), 1e3 * np.sqrt(z[0]), ENERGY_SPREAD_KEV * np.sqrt(z[2]),
            -x[1] / EMITTANCE[0], x[0] / EMITTANCE[0], -y[1] / EMITTANCE[1], y[0] / EMITTANCE[1],
            100.0 * self._passed,
        ], axis=1)
