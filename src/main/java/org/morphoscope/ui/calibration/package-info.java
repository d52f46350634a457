/**
 * How far the predictions can be trusted, in the window: a panel that starts, follows and shows a
 * calibration of the run that is open.
 *
 * <p>May use {@code study.calibrate} (the report), {@code ui.kit} and JavaFX. Decisions: what
 * measures comes in as a {@link org.morphoscope.ui.calibration.RunCalibrator}, so that no view
 * knows the numerics; a calibration is cancelled between two of its steps, by its own progress
 * lines; figures are pictures on white, the ones of the page, whatever the theme.
 */
package org.morphoscope.ui.calibration;
