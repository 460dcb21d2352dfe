/**
 * What the server of any protocol tells of its traffic, and for whom it is: as many counts as operators need to find out
 * which client is slow, and no more of the protocol than that.
 */
package org.modelioc.ioc.traffic;
