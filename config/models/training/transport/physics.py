"""Constants of the H- ion and the two small integrals that both beam lines need. SI units throughout."""

import numpy as np

SPEED_OF_LIGHT = 299_792_458.0
H_MINUS_REST_ENERGY_EV = 939.294e6
"""m c^2 of H- (proton, two electrons, less 14.4 eV of binding)."""

ALFVEN_CURRENT_A = 31.357e6
"""4 pi eps0 m c^3 / e for H-: the current scale of the space-charge force."""

BOLTZMANN = 1.380649e-23


def relativistic(kinetic_energy_ev):
    """Returns (gamma, beta) of an H- ion of this kinetic energy in eV."""
    gamma = 1.0 + kinetic_energy_ev / H_MINUS_REST_ENERGY_EV
    return gamma, np.sqrt(1.0 - 1.0 / gamma**2)


def rigidity(kinetic_energy_ev):
    """Magnetic rigidity B rho = p / e in T m."""
    gamma, beta = relativistic(kinetic_energy_ev)
    return gamma * beta * H_MINUS_REST_ENERGY_EV / SPEED_OF_LIGHT


def disc_fraction(sigma, offset, radius):
    """Fraction of a round Gaussian beam that passes a round hole.

    sigma and offset: rms size of one plane and distance of the centroid from the axis, arrays of one shape [n].
    radius: of the hole, a scalar of the same unit. The Rice distribution is integrated over the radius:
    P = int_0^R r/s^2 exp(-(r-d)^2 / 2s^2) exp(-r d/s^2) I0(r d/s^2) dr.
    """
    s = np.asarray(sigma, float)[:, None]
    d = np.asarray(offset, float)[:, None]
    lower = np.maximum(d - 7.0 * s, 0.0)
    upper = np.minimum(d + 7.0 * s, radius)
    x, w = np.polynomial.legendre.leggauss(32)
    half = 0.5 * np.maximum(upper - lower, 0.0)
    r = np.where(half > 0.0, lower + half * (x + 1.0), 0.0)
    density = r / s**2 * np.exp(-0.5 * ((r - d) / s) ** 2) * _scaled_bessel_i0(r * d / s**2)
    return np.clip(np.sum(density * w, axis=-1) * half[:, 0], 0.0, 1.0)


def _scaled_bessel_i0(x):
    """exp(-x) I0(x) for x >= 0: np.i0 where it cannot overflow, the asymptotic series above."""
    small = np.minimum(x, 30.0)
    large = np.maximum(x, 30.0)
    t = 1.0 / (8.0 * large)
    series = (1.0 + t * (1.0 + t * (4.5 + t * 37.5))) / np.sqrt(2.0 * np.pi * large)
    return np.where(x <= 30.0, np.i0(small) * np.exp(-small), series)
