/**
 * Setpoints that outlive the process: saved into files that EPICS' autosave reads and writes too, and restored at start.
 *
 * <p>Saving, in order: {@link org.modelioc.ioc.autosave.Saveable} → {@link org.modelioc.ioc.autosave.Saver} →
 * {@link org.modelioc.ioc.autosave.SaveFileWriter} → {@link org.modelioc.ioc.autosave.SaveFolder}. Restoring:
 * {@link org.modelioc.ioc.autosave.SaveFolder} → {@link org.modelioc.ioc.autosave.SaveFileReader} →
 * {@link org.modelioc.ioc.autosave.Restoration}. {@link org.modelioc.ioc.autosave.Autosave} joins them for one IOC.
 */
package org.modelioc.ioc.autosave;
