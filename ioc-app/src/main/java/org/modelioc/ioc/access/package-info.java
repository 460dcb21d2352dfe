/**
 * Who may do what: the clients of all protocols and the one door through which they write.
 */
package org.modelioc.ioc.access;
