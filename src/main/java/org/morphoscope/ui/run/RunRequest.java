package org.morphoscope.ui.run;

import org.morphoscope.run.Asking;
import org.morphoscope.run.RunConfig;

/**
 * A run that the person asks for.
 *
 * @param config what determines the run
 * @param mode who decides
 * @param seconds length of the countdown
 */
public record RunRequest(RunConfig config, Asking.Mode mode, int seconds) {}
