/**
 * What is wrong with screens. Phoebus skips what it does not know without a word, so a misspelt property would be noticed by
 * an operator at the earliest; here it is a problem with file, line and column.
 */
package org.modelioc.screens.lint;
