package org.morphoscope.study.calibrate;

import java.util.List;
import org.morphoscope.morph.NewNeurons;

/**
 * Learned parameters of all candidates.
 *
 * @param theta per layer
 * @param newNeurons new neurons with their outgoing weights
 * @param seconds processor time of learning
 * @param images images that went through the steps
 */
record Learned(List<double[]> theta, NewNeurons newNeurons, double seconds, long images) {
  Learned withTheta(List<double[]> changed) {
    return new Learned(changed, newNeurons, seconds, images);
  }
}
