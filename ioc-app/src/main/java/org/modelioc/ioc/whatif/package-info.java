/**
 * What would come out of other inputs: rows of inputs that clients send go through the stages and the model of a pipeline, in
 * batches beside the live evaluations, and no PV changes.
 *
 * <p>Knows no protocol.
 */
package org.modelioc.ioc.whatif;
