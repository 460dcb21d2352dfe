package org.modelioc.ioc.access;

/**
 * How a PV is protected.
 *
 * @param group  its access security group (ASG)
 * @param level  its access security level: 0 for what operators use all day, 1 for what configures the IOC
 * @param reload whether it makes the rules be read again, which must be possible when they could not be read
 */
record Protection(String group, int level, boolean reload) {

    /** Of values that operators use. */
    static final int OPERATION = 0;
    /** Of what configures the IOC. */
    static final int CONFIGURATION = 1;
}
