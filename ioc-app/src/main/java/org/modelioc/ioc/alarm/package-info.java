/**
 * Alarms as the field knows them: a severity, a condition, a sentence. Knows no PV and no protocol.
 */
package org.modelioc.ioc.alarm;
