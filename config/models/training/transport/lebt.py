"""A SYNTHETIC three-solenoid 35 keV H- LEBT with RFQ and four accelerating tanks.

No machine has these numbers: lengths, fields and acceptances are of a usual size, chosen by the authors, and the nominal
point was tuned in the simulation itself. The physics (rms envelope with partly neutralised space charge, Larmor motion of
the centroid, gas stripping, Gaussian losses) is in ../README.md with its sources.
"""

from dataclasses import dataclass

import numpy as np

from . import physics

INPUTS = ("SOL1", "SOL2", "SOL3", "STH1", "STH2", "STV1", "STV2", "EXTRACTION", "GAS", "ARC")
UNITS = ("A", "A", "A", "A", "A", "A", "A", "kV", "mPa", "A")
HALF_RANGE = np.array([20.0, 20.0, 20.0, 2.0, 2.0, 2.0, 2.0, 1.5, 1.0, 6.0])
"""Training range of each input: nominal minus to plus this much."""

OUTPUTS = ("LEBT", "RFQ", "TANK1", "TANK2", "TANK3", "TANK4")


@dataclass(frozen=True)
class Nominal:
    """The tuned working point: what the ten inputs are changes from."""

    solenoid_a: tuple = (241.0, 298.0, 312.0)
    steerer_a: tuple = (2.5, 0.4, -1.3, 1.9)
    extraction_kv: float = 35.0
    gas_mpa: float = 2.0
    arc_a: float = 30.0


NOMINAL = Nominal()

LENGTH = 1.60
"""Plasma electrode to the RFQ's entrance, m."""

SOLENOID_CENTRE = (0.28, 0.78, 1.36)
SOLENOID_LENGTH = 0.20
SOLENOID_FRINGE = 0.025
SOLENOID_T_PER_A = 1.2e-3
SOLENOID_OFFSET = (0.35e-3 - 0.20e-3j, -0.30e-3 + 0.25e-3j, 0.15e-3 + 0.30e-3j)
"""Axis errors x + iy of the solenoids, m: why a real line needs steerers."""

STEERER_Z = (0.53, 1.08)
STEERER_TM_PER_A = 1.2e-4

DIAPHRAGM = ((0.15, 25e-3), (0.53, 25e-3), (1.08, 20e-3), (LENGTH, 4.5e-3))
"""Round holes (z, radius) in m; the last is the RFQ's entrance cone."""

NEUTRALISED_TO = LENGTH - 0.06
"""Behind this plane the RFQ's fringe field sweeps the neutralising ions out."""

STEP = 5e-3

SOURCE_CURRENT_A = 50e-3
SOURCE_SIGMA = 2.5e-3
SOURCE_DIVERGENCE = 22e-3
SOURCE_EMITTANCE = 0.22e-6
SOURCE_OFFSET = 0.4e-3 + 0.3e-3j
SOURCE_ANGLE = 2.0e-3 - 1.5e-3j

STRIPPING_CROSS_SECTION = 1.0e-19
"""H- + H2 -> H0 near 35 keV, m^2, rounded."""

RFQ_ALPHA = 1.4
RFQ_BETA = 0.055
RFQ_ACCEPTANCE = 1.6e-6
"""Normalised acceptance of one plane, m rad; its edge is soft by a tenth."""

RFQ_CURRENT_LIMIT_A = 95e-3
RFQ_ENERGY_WIDTH_KEV = 1.3

TANK_BETA_GAMMA = (0.10, 0.20, 0.29, 0.37)
TANK_BETATRON = (0.75, 1.3, 1.9, 2.5)
TANK_RADIUS = (8.0e-3, 10.0e-3, 11.0e-3, 12.0e-3)
TANK_GAS_LOSS = (0.010, 0.006, 0.004, 0.004)
TANK_ENERGY_WIDTH_KEV = (1.9, 2.6, 3.4, 4.2)


def simulate(settings):
    """Cumulative transmission in percent, float64 [n, 6], for changes from nominal [n, 10] in machine units.

    The columns are INPUTS in UNITS and OUTPUTS; each output is at most the one before it.
    """
    d = np.asarray(settings, float)
    source = _Source(d)
    beam = _transport(d, source)
    lebt = beam.passed * np.exp(-_gas_density(d) * STRIPPING_CROSS_SECTION * LENGTH)
    energy_error_kev = source.energy_ev * 1e-3 - NOMINAL.extraction_kv
    current = source.current * lebt
    rfq, emittance, residual = _rfq(beam, source, energy_error_kev, current)
    result = [lebt, lebt * rfq]
    for tank in range(4):
        result.append(result[-1] * _tank(tank, emittance, residual, energy_error_kev, current * rfq))
    return 100.0 * np.stack(result, axis=1)


class _Source:
    """Current, energy, emittance and divergence that the plasma source gives for these settings."""

    def __init__(self, d):
        voltage = (NOMINAL.extraction_kv + d[:, 7]) / NOMINAL.extraction_kv
        arc = (NOMINAL.arc_a + d[:, 9]) / NOMINAL.arc_a
        ratio = arc**0.8 * voltage**0.5
        self.current = SOURCE_CURRENT_A * ratio
        self.energy_ev = 1e3 * NOMINAL.extraction_kv * voltage
        mismatch = ratio / voltage**1.5 - 1.0
        self.divergence = SOURCE_DIVERGENCE * (1.0 + 1.2 * mismatch)
        gamma, beta = physics.relativistic(self.energy_ev)
        self.beta_gamma = beta * gamma
        self.emittance = SOURCE_EMITTANCE * ratio**0.3 * (1.0 + 2.0 * mismatch**2) / self.beta_gamma


class _Beam:
    """State at the RFQ's entrance: rms size, its slope, centroid and its slope (complex), fraction passed so far."""

    def __init__(self, sigma, slope, centroid, angle, passed):
        self.sigma, self.slope, self.centroid, self.angle, self.passed = sigma, slope, centroid, angle, passed


def _gas_density(d):
    return np.maximum(NOMINAL.gas_mpa + d[:, 8], 0.0) * 1e-3 / (physics.BOLTZMANN * 300.0)


def neutralisation(gas_mpa):
    """Neutralised share of the beam's charge: ions made by the beam (rate ~ pressure) against ions that escape."""
    pressure = np.maximum(gas_mpa, 0.0)
    return 0.97 * pressure / (pressure + 0.22)


def _transport(d, source):
    """Integrates envelope and centroid from the source to the RFQ (RK4 in z, all settings at once)."""
    n = len(d)
    rho = physics.rigidity(source.energy_ev)
    field = SOLENOID_T_PER_A * (np.asarray(NOMINAL.solenoid_a) + d[:, 0:3])
    perveance = 2.0 * source.current / (physics.ALFVEN_CURRENT_A * source.beta_gamma**3)
    bare = 1.0 - neutralisation(NOMINAL.gas_mpa + d[:, 8])
    emittance2 = source.emittance**2

    def slope_of(z, state):
        sigma, slope, u, u_slope, turn = state
        shape = [_solenoid(z - centre) for centre in SOLENOID_CENTRE]
        k = sum(field[:, i] * s for i, s in enumerate(shape)) / (2.0 * rho)
        axis = sum(offset * field[:, i] * s for i, (s, offset) in enumerate(zip(shape, SOLENOID_OFFSET)))
        axis = axis / np.maximum(2.0 * rho * k, 1e-12)
        space = perveance * (bare if z < NEUTRALISED_TO else 1.0) / (4.0 * sigma)
        bend = -k * k * (u - axis * np.exp(-1j * turn))
        return slope, -k * k * sigma + space + emittance2 / sigma**3, u_slope, bend, k

    state = (np.full(n, SOURCE_SIGMA), source.divergence.copy(), np.full(n, SOURCE_OFFSET), np.full(n, SOURCE_ANGLE),
             np.zeros(n))
    kicks = {round(z / STEP): i for i, z in enumerate(STEERER_Z)}
    holes = {round(z / STEP): radius for z, radius in DIAPHRAGM}
    passed = np.ones(n)
    for step in range(round(LENGTH / STEP) + 1):
        if step in holes:
            passed = np.minimum(passed, physics.disc_fraction(state[0], np.abs(state[2]), holes[step]))
        if step in kicks:
            i = kicks[step]
            horizontal = NOMINAL.steerer_a[i] + d[:, 3 + i]
            vertical = NOMINAL.steerer_a[2 + i] + d[:, 5 + i]
            kick = STEERER_TM_PER_A * (horizontal + 1j * vertical) / rho
            state = state[:3] + (state[3] + kick * np.exp(-1j * state[4]),) + state[4:]
        if step < round(LENGTH / STEP):
            state = _rk4(slope_of, step * STEP, state)
    sigma, slope, u, u_slope, turn = state
    return _Beam(sigma, slope, u * np.exp(1j * turn), u_slope * np.exp(1j * turn), passed)


def _solenoid(z):
    edge = 0.5 * SOLENOID_LENGTH
    return 0.5 * (np.tanh((z + edge) / SOLENOID_FRINGE) - np.tanh((z - edge) / SOLENOID_FRINGE))


def _rk4(slope_of, z, state):
    def moved(slopes, h):
        return tuple(s + h * k for s, k in zip(state, slopes))

    a = slope_of(z, state)
    b = slope_of(z + STEP / 2, moved(a, STEP / 2))
    c = slope_of(z + STEP / 2, moved(b, STEP / 2))
    e = slope_of(z + STEP, moved(c, STEP))
    return tuple(s + STEP / 6 * (p + 2 * q + 2 * r + t) for s, p, q, r, t in zip(state, a, b, c, e))


def _rfq(beam, source, energy_error_kev, current):
    """Share captured by the RFQ, normalised emittance behind it, and the residual centroid amplitude (normalised, sqrt m)."""
    acceptance = RFQ_ACCEPTANCE / source.beta_gamma
    share = np.ones(len(beam.sigma))
    growth = np.zeros(len(beam.sigma))
    action = np.zeros(len(beam.sigma))
    beta = beam.sigma**2 / source.emittance
    alpha = -beam.sigma * beam.slope / source.emittance
    for offset, angle in ((beam.centroid.real, beam.angle.real), (beam.centroid.imag, beam.angle.imag)):
        inside, mean_action = _ellipse_fraction(alpha, beta, source.emittance, offset, angle, acceptance)
        share *= inside
        growth += 0.5 * mean_action
        action += (offset**2 + (RFQ_ALPHA * offset + RFQ_BETA * angle) ** 2) / RFQ_BETA
    capture = 0.96 / (1.0 + (current / RFQ_CURRENT_LIMIT_A) ** 6)
    capture = capture * np.exp(-0.5 * (energy_error_kev / RFQ_ENERGY_WIDTH_KEV) ** 4)
    residual = np.sqrt(np.minimum(action, acceptance) * source.beta_gamma)
    return share * capture, 0.5 * growth * source.beta_gamma, residual


def _ellipse_fraction(alpha, beta, emittance, offset, angle, acceptance):
    """Share of a Gaussian beam inside the RFQ's (soft) acceptance ellipse, and the mean action of that share.

    The beam's phase plane is sampled at fixed points: quantiles of the Gaussian's radius (Gauss-Legendre) by angles.
    """
    x, w = np.polynomial.legendre.leggauss(16)
    radius = np.sqrt(-2.0 * np.log(0.5 * (1.0 - x)))
    phi = 2.0 * np.pi * (np.arange(24) + 0.5) / 24
    weight = np.repeat(0.5 * w, len(phi)) / len(phi)
    p = (radius[:, None] * np.cos(phi)).ravel()
    q = (radius[:, None] * np.sin(phi)).ravel()
    scale = np.sqrt(emittance * beta)[:, None]
    position = scale * p + offset[:, None]
    slope = scale / beta[:, None] * (q - alpha[:, None] * p) + angle[:, None]
    action = (position**2 + (RFQ_ALPHA * position + RFQ_BETA * slope) ** 2) / RFQ_BETA
    edge = acceptance[:, None]
    kept = weight / (1.0 + np.exp(np.clip((action - edge) / (0.1 * edge), -40.0, 40.0)))
    total = kept.sum(axis=1)
    return total, (kept * action).sum(axis=1) / np.maximum(total, 1e-9)


def _tank(tank, emittance, residual, energy_error_kev, current):
    """Share that one accelerating tank passes: bore, gas, and the bucket's width in energy error."""
    geometric = TANK_BETATRON[tank] / TANK_BETA_GAMMA[tank]
    sigma = np.sqrt(geometric * emittance * (1.0 + (current / 0.08) ** 2))
    offset = 0.35 * residual * np.sqrt(geometric)
    bucket = np.exp(-0.05 * (energy_error_kev / (0.5 * TANK_ENERGY_WIDTH_KEV[tank])) ** 2)
    return physics.disc_fraction(sigma, offset, TANK_RADIUS[tank]) * (1.0 - TANK_GAS_LOSS[tank]) * bucket
