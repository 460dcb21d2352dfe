package org.modelioc.ioc.pva.server;

/**
 * Told by the provider's monitor what becomes of updates that are never sent as such. The server's own
 * {@link org.epics.pvdata.monitor.MonitorRequester} is one; must not block, and is called with locks held.
 */
public interface UpdateLoss {

    /** For a monitor that nobody counts. */
    UpdateLoss NOBODY = new UpdateLoss() {
        @Override
        public void merged() {
            // nobody counts
        }

        @Override
        public void dropped(int updates) {
            // nobody counts
        }
    };

    /** The queue was full: an update was merged into the newest there. */
    void merged();

    /**
     * The monitor ended or stopped while updates waited.
     *
     * @param updates how many
     */
    void dropped(int updates);
}
