/** Adds a stage to Model IOC from outside: an element changes by no more than so much a second. */
package org.example.ratelimit;
