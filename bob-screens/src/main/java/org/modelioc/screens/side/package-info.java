/** What Phoebus and its services need beside screens: alarms, archiving, saved settings, preferences, trends. */
package org.modelioc.screens.side;
