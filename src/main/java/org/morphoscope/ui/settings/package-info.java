/**
 * What the window remembers from start to start: preferences and recent runs.
 *
 * <p>May use the JDK only.
 */
package org.morphoscope.ui.settings;
