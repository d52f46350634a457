package org.morphoscope.ui.diff;

import org.morphoscope.history.Recording;

/**
 * A run that can be compared.
 *
 * @param name what to call it
 * @param recording its events
 */
public record ComparedRun(String name, Recording recording) {}
