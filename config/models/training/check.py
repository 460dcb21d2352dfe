"""Checks of the simulations, the exports and the committed models: ./make.sh check"""

import json
import re
import sys
import unittest

import numpy as np
import onnx
import torch

from surrogate import card, dataset, errors, files
from surrogate import lebt as lebt_recipe
from surrogate import mebt as mebt_recipe
from surrogate.paths import MODELS
from transport import lebt, mebt, mebt_lattice, mebt_reference, physics

try:
    import onnxruntime
except ImportError:
    onnxruntime = None


class Integrals(unittest.TestCase):
    """The pieces of physics that have a closed form."""

    def test_round_beam_on_axis_through_a_hole(self):
        sigma = np.array([0.3, 1.0, 4.0])
        passed = physics.disc_fraction(sigma, np.zeros(3), 2.0)
        np.testing.assert_allclose(passed, 1.0 - np.exp(-2.0 / sigma**2), atol=1e-9)

    def test_beam_off_axis_agrees_with_counting_particles(self):
        generator = np.random.default_rng(1)
        x, y = generator.standard_normal((2, 1_000_000))
        for offset in (0.5, 1.5, 3.0):
            counted = np.mean((x + offset) ** 2 + y**2 < 4.0)
            self.assertAlmostEqual(physics.disc_fraction([1.0], [offset], 2.0)[0], counted, delta=2e-3)

    def test_rigidity_of_the_mebt_beam(self):
        self.assertAlmostEqual(physics.rigidity(2.5e6), 0.2287, delta=2e-4)


class MebtSimulation(unittest.TestCase):
    """The MEBT against the published particle tracking."""

    @classmethod
    def setUpClass(cls):
        cls.reference = np.array(mebt_reference.SIZES)
        cls.simulated = cls.sizes()

    @classmethod
    def sizes(cls, settings=None, **options):
        settings = mebt.NOMINAL if settings is None else settings
        rows = mebt.simulate(settings[None], grid=cls.reference[:, 0], **options)[0]
        degrees = 1e-3 * rows[:, 2] * 360.0 / (mebt.BETA * mebt.WAVELENGTH)
        return np.column_stack([rows[:, 0], rows[:, 1], degrees])

    def deviation(self, simulated):
        return 100.0 * (simulated / self.reference[:, 1:] - 1.0)

    def test_sizes_within_five_percent_of_the_reference_points(self):
        deviation = self.deviation(self.simulated)
        print("\n      s   sigma x [mm]          sigma y [mm]          length [deg]")
        for row, own, off in zip(self.reference, self.simulated, deviation):
            mark = "*" if row[0] in mebt_reference.POINTS else " "
            cells = "  ".join(f"{a:7.3f} {b:7.3f} {c:+5.1f}%" for a, b, c in zip(row[1:], own, off))
            print(f"{mark} {row[0]:5.3f}  {cells}")
        print("  (reference, simulation, difference; * = reference point)  rms: "
              + "  ".join(f"{v:.2f} %" for v in np.sqrt(np.mean(deviation**2, axis=0))))
        chosen = np.isin(self.reference[:, 0], mebt_reference.POINTS)
        self.assertEqual(len(mebt_reference.POINTS), chosen.sum())
        self.assertLessEqual(np.abs(deviation[chosen, :2]).max(), 5.0)

    def test_whole_table_to_a_few_percent_rms(self):
        x, y, z = np.sqrt(np.mean(self.deviation(self.simulated) ** 2, axis=0))
        self.assertLess(max(x, y), 2.5)
        self.assertLess(z, 5.0)

    def test_comparison_sees_missing_space_charge_and_a_wrong_sign(self):
        without = self.deviation(self.sizes(space_charge=False))
        self.assertGreater(np.sqrt(np.mean(without[:, :2] ** 2)), 30.0)
        settings = mebt.NOMINAL.copy()
        settings[:14] *= -1.0
        self.assertGreater(np.sqrt(np.mean(self.deviation(self.sizes(settings))[:, :2] ** 2)), 100.0)

    def test_finer_slices_change_nothing_that_matters(self):
        coarse, mebt.MAX_SLICE = mebt.MAX_SLICE, mebt.MAX_SLICE / 4.0
        try:
            fine = self.sizes()
        finally:
            mebt.MAX_SLICE = coarse
        self.assertLess(np.abs(self.simulated / fine - 1.0).max(), 2e-3)

    def test_twiss_parameters_belong_to_the_sizes(self):
        row = mebt.simulate(mebt.NOMINAL[None])[0]
        np.testing.assert_allclose(row[0, 4:8], [*mebt_lattice.ENTRANCE_X[:2], *mebt_lattice.ENTRANCE_Y[:2]], rtol=1e-9)
        np.testing.assert_allclose(row[:, 5], row[:, 0] ** 2 / (1e6 * mebt.EMITTANCE[0]), rtol=1e-9)
        # alpha = -1/2 d beta / ds, by central differences on a fine grid inside a drift
        s = np.arange(0.80, 1.10, 0.002)
        drift = mebt.simulate(mebt.NOMINAL[None], grid=s)[0]
        np.testing.assert_allclose(drift[1:-1, 4], -np.gradient(drift[:, 5], s)[1:-1] / 2.0, atol=0.02)


class LebtSimulation(unittest.TestCase):
    """The synthetic LEBT behaves as such a line must."""

    def test_transmission_never_rises_along_the_line(self):
        settings = dataset.draw_settings(5, 2000, np.zeros(10), lebt.HALF_RANGE)
        result = lebt.simulate(settings)
        self.assertTrue(np.all(np.diff(result, axis=1) <= 1e-9))
        self.assertTrue(np.all((result >= 0.0) & (result <= 100.0)))

    def test_nominal_is_a_tuned_machine(self):
        nominal = lebt.simulate(np.zeros((1, 10)))[0]
        self.assertGreater(nominal[0], 88.0)
        self.assertGreater(nominal[5], 75.0)
        for i, half in enumerate(lebt.HALF_RANGE):
            for sign in (-1.0, 1.0):
                off = np.zeros((1, 10))
                off[0, i] = sign * half
                self.assertLess(lebt.simulate(off)[0, 5], nominal[5] + 0.5, lebt.INPUTS[i])

    def test_more_gas_neutralises_more_and_strips_more(self):
        self.assertGreater(lebt.neutralisation(3.0), lebt.neutralisation(1.0))
        gas = np.zeros((2, 10))
        gas[1, 8] = 1.0
        weak, strong = lebt.simulate(gas)[:, 0]
        self.assertGreater(weak, strong)


class CommittedModels(unittest.TestCase):
    """The files beside this folder: digests, golden vectors, agreement of the formats, errors on the test set."""

    def test_lebt(self):
        self.files_agree("lebt")
        n = lebt_recipe.SAMPLES
        settings = dataset.draw_settings(lebt_recipe.SEED, n, np.zeros(10), lebt.HALF_RANGE)[int(0.9 * n):]
        self.errors_below(2.0, "lebt", {"settings": settings}, lebt.simulate(settings), lebt.OUTPUTS)

    def test_mebt(self):
        self.files_agree("mebt")
        n = mebt_recipe.SAMPLES
        settings = dataset.draw_settings(mebt_recipe.SEED, n, mebt.NOMINAL, mebt.HALF_RANGE)[int(0.9 * n):][:1000]
        self.errors_below(3.0, "mebt", {"settings": settings, "s": mebt.GRID}, mebt.simulate(settings), mebt.OUTPUTS)

    def files_agree(self, name):
        folder = MODELS / name
        text = (folder / "card.yaml").read_text(encoding="utf-8")
        listed = re.findall(r"path: (\S+), format: \w+, sha256: ([0-9a-f]{64})", text)
        self.assertEqual({f"{name}.onnx", f"{name}.pt"}, {path for path, _ in listed})
        for path, digest in listed:
            self.assertEqual(digest, files.sha256(folder / path), path)
        golden = json.loads((folder / "golden.json").read_text(encoding="utf-8"))
        inputs = {t["tensor"]: _array(t) for t in golden["inputs"]}
        wanted = _array(golden["outputs"][0])
        self.assertGreaterEqual(len(wanted), 32)
        model = onnx.load(folder / f"{name}.onnx")
        span = _spans(text)
        by_onnx, by_torch = _run_onnx(model, inputs), _run_torch(folder / f"{name}.pt", inputs)
        for what, values in (("onnx against golden", by_onnx - wanted), ("torchscript against golden", by_torch - wanted),
                             ("onnx against torchscript", by_onnx - by_torch)):
            worst = (np.abs(values).reshape(-1, len(span)).max(axis=0) / span).max()
            print(f"\n{name}: {what}: {worst:.1e} of the range", end="")
            self.assertLessEqual(worst, card.GOLDEN_TOLERANCE, what)
        changed = (np.abs(_run_onnx(_one_weight_changed(model), inputs) - wanted).reshape(-1, len(span)).max(axis=0) / span).max()
        self.assertGreater(changed, card.GOLDEN_TOLERANCE, "golden vectors do not see a changed weight")

    def errors_below(self, limit, name, inputs, truth, outputs):
        predicted = _run_onnx(onnx.load(MODELS / name / f"{name}.onnx"), inputs)
        span = _spans((MODELS / name / "card.yaml").read_text(encoding="utf-8"))
        for row in errors.table(outputs, "", truth, predicted, np.zeros(len(span)), span):
            print(f"\n{name}: {row.name}: {row.relative:.2f} % of the range rms on the test set", end="")
            self.assertLessEqual(row.relative, limit, row.name)


def _array(tensor):
    return np.array(tensor["data"], float).reshape(tensor["shape"])


def _spans(card_text):
    """maximum - minimum of each output feature."""
    outputs = card_text[card_text.index("\noutputs:"):]
    ends = [np.array(re.findall(rf"{key}: (\S+)", outputs), float) for key in ("minimum", "maximum")]
    return ends[1] - ends[0]


def _run_onnx(model, inputs):
    single = {name: np.asarray(values, np.float32) for name, values in inputs.items()}
    if onnxruntime is None:
        from onnx.reference import ReferenceEvaluator
        return np.asarray(ReferenceEvaluator(model).run(None, single)[0], float)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return session.run(None, single)[0].astype(float)


def _run_torch(path, inputs):
    with torch.no_grad():
        return torch.jit.load(path)(*(torch.tensor(v, dtype=torch.float32) for v in inputs.values())).numpy().astype(float)


def _one_weight_changed(model):
    """A copy with the largest number of the last weight matrix one percent off."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    last = [w for w in copy.graph.initializer if "weight" in w.name and len(w.dims) == 2][-1]
    values = onnx.numpy_helper.to_array(last).copy()
    values.flat[np.argmax(np.abs(values))] *= 1.01
    last.CopyFrom(onnx.numpy_helper.from_array(values, last.name))
    return copy


if __name__ == "__main__":
    torch.set_num_threads(1)
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[1:]])
