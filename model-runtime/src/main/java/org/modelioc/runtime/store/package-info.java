/**
 * Models as they are kept: files with a card beside them, and the proof that they are what the card says.
 */
package org.modelioc.runtime.store;
