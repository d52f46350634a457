package org.morphoscope.morph;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.net.Layer;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Op;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;

/** Random architectures and random sets of morphisms on them. */
final class RandomGrowth {
  private final SplittableRandom random;

  RandomGrowth(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Convolutions of all sorts, depthwise ones, poolings, residual sums, dense layers. */
  NetworkSpec spec() {
    int side = 4 + random.nextInt(7);
    NetworkBuilder builder =
        new NetworkBuilder("random", new TensorShape(1 + random.nextInt(3), side, side));
    builder.conv(width(), 3, 1, 1, random.nextBoolean());
    int size = side;
    int blocks = 1 + random.nextInt(5);
    for (int i = 0; i < blocks; i++) {
      switch (random.nextInt(5)) {
        case 0 -> {
          builder.conv(width(), 1 + 2 * random.nextInt(2), 1, 1, false).batchNorm(1e-5).relu();
          size = sizeOf(builder);
        }
        case 1 -> residual(builder);
        case 2 -> {
          builder.depthwise(3, 1, 1);
          norm(builder);
          builder.relu().conv(width(), 1, 1, 0, random.nextBoolean());
        }
        case 3 -> {
          builder.relu();
          if (size >= 2) {
            builder.pool(Op.Pool.Kind.AVERAGE, 2, 2);
            size = sizeOf(builder);
          }
          builder.conv(width(), 1, 1, 0, true);
        }
        default -> branch(builder);
      }
    }
    if (random.nextBoolean()) {
      builder.globalAveragePool();
    }
    if (random.nextBoolean()) {
      builder.hiddenDense(width()).relu();
    }
    return builder.dense(2 + random.nextInt(9));
  }

  private int sizeOf(NetworkBuilder builder) {
    return builder.dense(2).head().in().height();
  }

  private int width() {
    return 2 + random.nextInt(6);
  }

  private void norm(NetworkBuilder builder) {
    if (random.nextBoolean()) {
      builder.batchNorm(1e-5);
    }
  }

  private void residual(NetworkBuilder builder) {
    String around = builder.last();
    int same = builder.dense(2).head().in().channels();
    if (random.nextBoolean()) {
      builder.conv(width(), 3, 1, 1, true).relu();
    }
    builder.conv(same, 3, 1, 1, false);
    norm(builder);
    builder.plus(around).relu();
  }

  private void branch(NetworkBuilder builder) {
    String shared = builder.last();
    int width = width();
    String left = builder.conv(width, 3, 1, 1, false).batchNorm(1e-5).last();
    builder.from(shared).conv(width, 1, 1, 0, true).plus(left).relu();
  }

  /** A random set that leaves every group a channel. */
  List<Morphism> set(NetworkSpec spec, int newPerGroup) {
    List<Morphism> set = new ArrayList<>();
    for (WidthGroup group : spec.groups()) {
      int left = group.width();
      for (int c = 0; c < group.width() + newPerGroup; c++) {
        UnitId unit = new UnitId(group.index(), c);
        int choice = random.nextInt(4);
        if (c >= group.width()) {
          if (choice == 0) {
            set.add(Morphism.of(MorphKind.NEW_NEURON, unit));
          }
        } else if (choice == 0) {
          set.add(Morphism.of(MorphKind.SPLIT, unit));
        } else if (choice == 1 && left > 1) {
          left--;
          set.add(Morphism.of(MorphKind.PRUNE, unit));
        }
      }
    }
    return set;
  }

  /** Candidates for new neurons with numbers of the right sizes. */
  NewNeurons newNeurons(NetworkSpec spec, int perGroup) {
    List<LayerWeights> incoming = new ArrayList<>();
    List<double[]> outgoing = new ArrayList<>();
    for (int l = 0; l <= spec.layers().size(); l++) {
      Layer layer = l == spec.layers().size() ? spec.head() : spec.layer(l);
      if (l < spec.layers().size()) {
        int bn = layer.batchNorm().isPresent() ? perGroup : 0;
        incoming.add(
            layer.group() < 0
                ? null
                : new LayerWeights(
                    perGroup,
                    layer.filterInputs(),
                    layer.kernel(),
                    new double[perGroup * layer.fanIn()],
                    new double[bn],
                    new double[bn],
                    new double[bn],
                    new double[bn],
                    new double[layer.bias() ? perGroup : 0]));
      }
      int input = layer.producer() ? layer.inputs().get(0) : -1;
      boolean reads = input >= 0 && spec.layer(input).group() >= 0;
      outgoing.add(
          new double[reads ? layer.width() * perGroup * layer.kernel() * layer.kernel() : 0]);
    }
    return new NewNeurons(perGroup, incoming, outgoing);
  }
}
