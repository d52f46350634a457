package org.morphoscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.ImageLoader;
import org.morphoscope.compute.Nets;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;

/** Nets without BatchNorm, and identities in its place. */
class FoldedBatchNormTest {
  private static NetworkSpec folded() {
    NetworkBuilder builder =
        new NetworkBuilder("folded", new TensorShape(2, 8, 8)).conv(4, 3, 1, 1, true).relu();
    String stem = builder.last();
    return builder
        .op("dw", new Op.Depthwise(3, 1, 1, true))
        .relu6()
        .conv(4, 1, 1, 0, true)
        .plus(stem)
        .relu()
        .globalAveragePool()
        .dense(3);
  }

  @Test
  void theNetWithIdentitiesIsTheSameFunction() {
    NetworkSpec spec = folded();
    assertTrue(FoldedBatchNorm.isLikely(spec));
    Model model = new Model(spec, Nets.weights(spec, 3), Map.of("run", "r"));
    Model restored = FoldedBatchNorm.restored(model);
    ImageLoader images = Nets.images(spec, 4, 2);
    assertArrayEquals(
        Forward.logits(spec, model.weights(), images, 4),
        Forward.logits(restored.spec(), restored.weights(), images, 4),
        1e-12);
    assertEquals(
        3,
        restored.spec().layers().stream().filter(layer -> layer.batchNorm().isPresent()).count());
    assertTrue(restored.spec().layers().stream().noneMatch(layer -> layer.bias()));
    assertEquals(Map.of("run", "r"), restored.metadata());
    assertFalse(FoldedBatchNorm.isLikely(restored.spec()));
  }

  @Test
  void netsThatHaveBatchNormOrNoBiasAreNotTakenForFoldedOnes() {
    assertFalse(FoldedBatchNorm.isLikely(Nets.mixed()));
    assertFalse(
        FoldedBatchNorm.isLikely(
            new NetworkBuilder("bare", new TensorShape(1, 4, 4))
                .conv(2, 3, 1, 1, false)
                .globalAveragePool()
                .dense(2)));
  }
}
