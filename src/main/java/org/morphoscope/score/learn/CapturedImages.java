package org.morphoscope.score.learn;

import org.morphoscope.score.LossModel;
import org.morphoscope.score.NewNeuronWorkspace;

/**
 * What is known about some images.
 *
 * @param channels null without new neurons, or where their rows are kept with the model
 */
record CapturedImages(LossModel model, NewNeuronWorkspace channels) implements AutoCloseable {
  @Override
  public void close() {
    model.close();
    model.pass().close();
    if (channels != null) {
      channels.close();
    }
  }
}
