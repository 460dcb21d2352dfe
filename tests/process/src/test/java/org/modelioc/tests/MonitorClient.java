package org.modelioc.tests;

import java.util.concurrent.CountDownLatch;

/** A subscriber in a process of its own, so that a test can stop or kill it: {@code MonitorClient SEARCH-PORT PV…}. */
final class MonitorClient {

    private MonitorClient() {
    }

    /**
     * Subscribes until it is killed; says SUBSCRIBED when every PV has sent its first update.
     *
     * @param args the UDP port of the search, and the PVs
     * @throws Exception if a PV is not found
     */
    public static void main(String[] args) throws Exception {
        System.setProperty(TestClient.SEARCH_PORT_PROPERTY, args[0]);
        TestClient client = new TestClient();
        for (int i = 1; i < args.length; i++) {
            client.monitor(args[i]);
        }
        System.out.println("SUBSCRIBED");
        new CountDownLatch(1).await();
    }
}
