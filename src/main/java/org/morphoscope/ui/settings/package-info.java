/**
 * What the window remembers from start to start: preferences and recent runs.
 *
 * <p>May use {@code journal.disk} (files that are replaced in one step) and the JDK. Decision: a
 * change is written when it is made, key by key onto what the file holds by then, so that of two
 * windows neither takes back what the other has set.
 */
package org.morphoscope.ui.settings;
