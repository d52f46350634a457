package org.morphoscope.ui.run;

import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.model.DecisionMode;

/**
 * A run that the person asks for.
 *
 * @param config what determines the run
 * @param mode who decides
 * @param seconds length of the countdown
 */
public record RunRequest(RunConfig config, DecisionMode mode, int seconds) {}
