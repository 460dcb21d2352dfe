/** Writes ONNX models by hand, so that tests need neither Python nor binary files. */
package org.modelioc.runtime.onnx;
