package org.morphoscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.compute.Weights;
import org.morphoscope.model.Forward;
import org.morphoscope.model.Model;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;

/** Another program, onnxruntime, computes the same logits from the files that are written. */
class OnnxWriterTest {
  private static final int IMAGES = 5;

  @ParameterizedTest
  @MethodSource("org.morphoscope.model.Forward#withDropout")
  void onnxruntimeComputesTheSameLogits(NetworkSpec spec) throws OrtException {
    Weights weights = Nets.weights(spec, 3);
    ImageLoader images = Nets.images(spec, IMAGES, 11);
    double[] expected = Forward.logits(spec, weights, images, IMAGES);
    byte[] file = OnnxWriter.write(new Model(spec, weights, Map.of()));
    assertArrayEquals(expected, onnxruntime(spec, file, images), 1e-4);
  }

  @Test
  void theFileSaysWhereItComesFrom() throws OrtException {
    NetworkSpec spec = Nets.residual();
    byte[] file = OnnxWriter.write(new Model(spec, Nets.weights(spec, 1), Map.of("run", "run-7")));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file)) {
      assertEquals("morphoscope", session.getMetadata().getProducerName());
      assertEquals("residual", session.getMetadata().getGraphName());
      assertEquals("run-7", session.getMetadata().getCustomMetadata().get("run"));
    }
  }

  private static double[] onnxruntime(NetworkSpec spec, byte[] file, ImageLoader images)
      throws OrtException {
    TensorShape image = spec.input();
    long[] shape = {IMAGES, image.channels(), image.height(), image.width()};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file);
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(Forward.channelsFirst(spec, images, IMAGES)), shape);
        OrtSession.Result result = session.run(Map.of("input", input))) {
      float[][] logits = (float[][]) result.get(0).getValue();
      double[] flat = new double[IMAGES * spec.classes()];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = logits[i / spec.classes()][i % spec.classes()];
      }
      return flat;
    }
  }
}
