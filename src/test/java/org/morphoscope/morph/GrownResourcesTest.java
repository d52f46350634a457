package org.morphoscope.morph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Weights;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.ResourceModel;
import org.morphoscope.net.Resources;

/** Resources by formula against the numbers of the net that surgery really builds. */
class GrownResourcesTest {
  private static final int ARCHITECTURES = 1000;
  private static final int NEW = 2;

  @Test
  void theChangeByFormulaIsThatOfTheReallyGrownNetForAThousandRandomNets() {
    int tied = 0;
    for (int i = 0; i < ARCHITECTURES; i++) {
      RandomGrowth random = new RandomGrowth(i);
      NetworkSpec spec = random.spec();
      List<Morphism> set = random.set(spec, NEW);
      Weights weights = Weights.random(spec, new SplittableRandom(i));
      Surgery surgery = new Surgery(spec, set, random.newNeurons(spec, NEW), false);
      Weights grown = surgery.grow(weights, zeros(weights), noMoments(spec));
      int[] widths = spec.widths();
      set.forEach(m -> widths[m.unit().group()] += m.kind().widthChange());
      String which = "architecture " + i + ": " + spec.nodes();
      for (Resource resource : Resource.values()) {
        ResourceModel model = ResourceModel.of(spec, resource);
        long before = count(spec, weights, resource);
        long after = count(surgery.grownSpec(), grown, resource);
        assertEquals(after - before, model.total(widths) - model.total(spec.widths()), which);
        assertEquals(after, Resources.of(surgery.grownSpec()).of(resource), which);
        int[] step = spec.widths();
        for (int g = 0; g < step.length; g++) {
          long change = model.change(step, g, 1);
          step[g]++;
          assertEquals(change, model.total(step) - model.total(minus(step, g)), which);
        }
      }
      tied += (int) spec.groups().stream().filter(group -> !group.single()).count();
    }
    assertEquals(true, tied > ARCHITECTURES / 2, "tied groups were among them: " + tied);
  }

  private static int[] minus(int[] widths, int group) {
    int[] less = widths.clone();
    less[group]--;
    return less;
  }

  /** Trainable numbers, or multiply-accumulates of every filter at every position. */
  private static long count(NetworkSpec spec, Weights weights, Resource resource) {
    long total = 0;
    for (int l = 0; l < weights.layers().size(); l++) {
      LayerWeights w = weights.layers().get(l);
      Layer layer = l == spec.layers().size() ? spec.head() : spec.layer(l);
      total +=
          resource == Resource.PARAMETERS
              ? w.weight().length + w.gamma().length + w.beta().length + w.bias().length
              : (long) w.weight().length * layer.mid().positions();
    }
    return total;
  }

  private static List<double[]> zeros(Weights weights) {
    return weights.layers().stream().map(layer -> new double[layer.weight().length]).toList();
  }

  private static List<LayerMoments> noMoments(NetworkSpec spec) {
    List<LayerMoments> moments = new ArrayList<>();
    for (Layer layer : spec.layers()) {
      double[] none = {};
      moments.add(new LayerMoments(none, none, none, none, none, new double[layer.width()]));
    }
    return moments;
  }
}
