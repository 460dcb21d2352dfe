/**
 * What an ONNX file says of itself, read without an engine: the parts of its protobuf message that people ask for.
 */
package org.modelioc.ioc.cli.onnx;
