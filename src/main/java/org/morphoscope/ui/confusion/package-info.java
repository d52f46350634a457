/**
 * The confusion matrix of a round: which classes its net takes for which, against another round,
 * and the pictures behind a cell.
 *
 * <p>May use {@code study.evaluate}, {@code ui.kit} and {@code ui.calibration}, whose {@code
 * RunCalibrator} measures. Decision: nothing is computed here; numbers are those of {@code
 * morphoscope evaluate RUN --round N}.
 */
package org.morphoscope.ui.confusion;
