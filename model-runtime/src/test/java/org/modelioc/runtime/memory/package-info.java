/** What a process holds, for tests that look for leaks; other modules' tests use it too. */
package org.modelioc.runtime.memory;
