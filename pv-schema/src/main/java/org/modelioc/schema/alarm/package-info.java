/**
 * What makes an alarm: severities, and the limits of numbers.
 */
package org.modelioc.schema.alarm;
