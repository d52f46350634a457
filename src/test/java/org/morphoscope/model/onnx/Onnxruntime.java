package org.morphoscope.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** What another program computes from a file. */
final class Onnxruntime {
  private Onnxruntime() {}

  /**
   * The first output, one row of numbers per image.
   *
   * @param shape of the images, their number first
   */
  static double[] first(Path file, float[] images, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), input))) {
      FloatBuffer numbers = ((OnnxTensor) result.get(0)).getFloatBuffer();
      double[] flat = new double[numbers.remaining()];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = numbers.get(i);
      }
      return flat;
    }
  }
}
