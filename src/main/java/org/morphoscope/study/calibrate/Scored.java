package org.morphoscope.study.calibrate;

import org.morphoscope.score.ScoreResult;

/**
 * A scoring pass and how long it took.
 *
 * @param seconds wall-clock time
 */
record Scored(Learned learned, ScoreResult result, double seconds) {}
