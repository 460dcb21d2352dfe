/**
 * What makes an alarm: severities, the limits of numbers, the choices of enums.
 */
package org.modelioc.schema.alarm;
