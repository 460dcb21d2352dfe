/**
 * Access files ({@code .acf}): the language of EPICS' access security, read into definitions.
 *
 * <p>The grammar is that of {@code asLib.y} of EPICS base 7.0.9 and newer: user groups (UAG), host groups (HAG) and security
 * groups (ASG) with inputs and rules. What a newer base may know and this one does not is passed over as base does it: an
 * unknown item at the top is ignored, a rule with an unknown condition or permission never matches; both give a warning.
 *
 * <p>Knows no PV and no client. {@link org.modelioc.ioc.access.acf.AcfReader} is the way in.
 */
package org.modelioc.ioc.access.acf;
