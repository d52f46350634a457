/**
 * What a trained net answers to pictures, and how well: losses, precision and recall of every
 * class, the confusion matrix, calibration.
 *
 * <p>May use what {@code study} may. Decisions: batches, kernels and sums are those of the run's
 * own evaluation, so that evaluating a run gives its test loss to the last digit. Images are
 * normalised as the net says and never by their own statistics; classes of data and net are matched
 * by their names.
 */
package org.morphoscope.study.evaluate;
