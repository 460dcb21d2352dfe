/**
 * How long evaluations take, stage by stage: recorded for every one of them, nearly free, and summed up on another thread.
 */
package org.modelioc.ioc.latency;
