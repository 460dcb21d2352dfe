package org.modelioc.runtime.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.modelioc.runtime.engine.DeviceException;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.schema.card.ModelCard;
import org.modelioc.schema.model.Device;

/**
 * Finds the device of a model. A device that was asked for and cannot be used, or cannot run this model, gives way to the CPU,
 * with the reason. For {@code auto} the model is loaded onto every device and timed there; the fastest keeps it.
 */
final class DeviceChoice {

    private final List<Device> devices;
    private final Loading loading;
    private final Optional<ModelCard> card;
    private final int batch;

    /** Loads the model onto a device. */
    @FunctionalInterface
    interface Loading {
        Model onto(Device device) throws ModelLoadException, DeviceException;
    }

    /**
     * A model on its device.
     *
     * @param model    the model, warm
     * @param reason   why it is there; empty if that was asked for
     * @param fallback whether a device could not be used
     * @param nanos    median of a run
     */
    record Placed(Model model, String reason, boolean fallback, long nanos) {
    }

    /**
     * A choice.
     *
     * @param devices those that the engine has here, the CPU first
     * @param loading loads the model
     * @param card    its card, for inputs to time it with
     * @param batch   rows in a run
     */
    DeviceChoice(List<Device> devices, Loading loading, Optional<ModelCard> card, int batch) {
        this.devices = devices;
        this.loading = loading;
        this.card = card;
        this.batch = batch;
    }

    /**
     * Loads the model.
     *
     * @param wish what the configuration says
     * @return the model, to be closed by the caller
     * @throws ModelLoadException if it cannot be used on the CPU
     */
    Placed choose(Device wish) throws ModelLoadException {
        return switch (wish.kind()) {
            case CPU -> cpu("", false);
            case CUDA -> onto(wish);
            case AUTO -> fastest();
        };
    }

    private Placed cpu(String reason, boolean fallback) throws ModelLoadException {
        try {
            return placed(Device.CPU, reason, fallback);
        } catch (DeviceException e) {
            throw new IllegalStateException(e);
        }
    }

    private Placed onto(Device wish) throws ModelLoadException {
        try {
            return placed(wish, "", false);
        } catch (DeviceException e) {
            return cpu(wish + " cannot be used, runs on cpu: " + e.getMessage(), true);
        }
    }

    private Placed fastest() throws ModelLoadException {
        Placed best = cpu("", false);
        List<String> times = new ArrayList<>(List.of("cpu " + micros(best.nanos)));
        List<String> faults = new ArrayList<>();
        for (Device device : devices) {
            if (device.kind() == Device.Kind.CPU) {
                continue;
            }
            try {
                Placed other = placed(device, "", false);
                times.add(device + " " + micros(other.nanos));
                Placed slower = other.nanos < best.nanos ? best : other;
                best = slower == best ? other : best;
                slower.model.close();
            } catch (DeviceException e) {
                faults.add(device + " cannot be used: " + e.getMessage());
            } catch (ModelLoadException | RuntimeException | Error e) {
                best.model.close();
                throw e;
            }
        }
        String reason = "auto: "
            + (devices.size() == 1 ? "there is no device but the CPU" : "a run takes " + String.join(", ", times))
            + (faults.isEmpty() ? "" : "; " + String.join("; ", faults));
        return new Placed(best.model, reason, !faults.isEmpty(), best.nanos);
    }

    private static String micros(long nanos) {
        return nanos / 1000 + " us";
    }

    // a library may turn out to be missing, or a model to be bound to the CPU, only when the model is run
    private Placed placed(Device device, String reason, boolean fallback) throws ModelLoadException, DeviceException {
        if (device.kind() == Device.Kind.CPU) {
            return tried(device, reason, fallback);
        }
        try {
            return tried(device, reason, fallback);
        } catch (ModelLoadException e) {
            // where the model itself is at fault, the CPU says so too
            throw new DeviceException(e.getMessage(), e);
        }
    }

    private Placed tried(Device device, String reason, boolean fallback) throws ModelLoadException, DeviceException {
        Model model = loading.onto(device);
        try {
            return new Placed(model, reason, fallback, Timing.median(model, card, batch));
        } catch (InferenceException e) {
            if (device.kind() == Device.Kind.CPU) {
                // it may be for these inputs only; whether it must reproduce its golden rows is decided elsewhere
                return new Placed(model, reason, fallback, 0);
            }
            model.close();
            throw new DeviceException(e.getMessage(), e);
        } catch (ModelLoadException | RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }
}
