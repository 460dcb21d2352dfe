package org.modelioc.runtime.store;

import org.modelioc.runtime.engine.Model;

/**
 * A model that is ready to run, warm, on the device that was chosen for it.
 *
 * @param files    where it comes from
 * @param model    the model, to be closed by the owner
 * @param reason   why it is on this device, one line; empty if that device was asked for
 * @param fallback whether a device that was asked for could not be used
 * @param nanos    median time of a run with a batch of 1
 * @param passed   newer versions that were passed over because they cannot be used, with the reasons; else empty
 */
public record LoadedModel(ModelFiles files, Model model, String reason, boolean fallback, long nanos, String passed)
        implements AutoCloseable {

    @Override
    public void close() {
        model.close();
    }
}
