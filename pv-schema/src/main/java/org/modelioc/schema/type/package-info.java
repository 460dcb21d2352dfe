/**
 * What a PV holds: scalars, arrays, choices, images and tables, and the value it begins with.
 */
package org.modelioc.schema.type;
