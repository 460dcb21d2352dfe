/**
 * What a model file says of itself, read without an engine.
 */
package org.modelioc.ioc.cli.model;
