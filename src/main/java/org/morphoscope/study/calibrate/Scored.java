package org.morphoscope.study.calibrate;

import org.morphoscope.score.ScoreResult;

/**
 * A scoring pass and what it cost.
 *
 * @param seconds of processor time
 */
record Scored(Learned learned, ScoreResult result, double seconds) {}
