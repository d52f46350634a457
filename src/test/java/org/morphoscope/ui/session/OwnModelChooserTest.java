package org.morphoscope.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkBuilder;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.DenseGram;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.ui.kit.Fx;

/** Sets by a joint model that is in this process. */
class OwnModelChooserTest {
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final List<Integer> sizes = new ArrayList<>();

  /** A net of one hidden layer whose splits all gain the same. */
  private static Proposal proposal(int width) {
    NetworkSpec spec =
        new NetworkBuilder("wide", new TensorShape(3, 8, 8))
            .convBnRelu(width, 3, 1, 1, 1e-5)
            .globalAveragePool()
            .dense(3);
    Candidates order = new Candidates(spec);
    int m = order.size();
    double[] slope = new double[m];
    Arrays.fill(slope, 0, width, -0.5);
    List<Candidate> candidates =
        IntStream.range(0, m)
            .mapToObj(c -> new Candidate(c, order.kind(c), order.unit(c), c, slope[c], 0, 1))
            .toList();
    List<ChannelInfo> channels =
        IntStream.range(0, width).mapToObj(c -> new ChannelInfo(c, -1, 0)).toList();
    return new Proposal(
        1,
        new Architecture(spec, List.of(channels)),
        candidates,
        0,
        slope,
        new DenseGram(m, new double[m * m]),
        Resource.PARAMETERS,
        0,
        0,
        List.of(),
        0,
        0,
        0,
        m,
        List.of(),
        List.of());
  }

  private void choose(int width) {
    SetWish wish =
        new SetWish(Selector.Rules.of(0, Set.of(MorphKind.SPLIT)), 0, OptionalDouble.of(0), 0);
    DistantChooser.of(new Fx(background::add, Runnable::run), proposal(width), 0)
        .choose(wish, chosen -> sizes.add(chosen.selected().size()), why -> sizes.add(-1));
  }

  @Test
  void amongFewASetIsChosenAtOnce() {
    choose(DistantChooser.AT_ONCE / 2);
    assertEquals(List.of(DistantChooser.AT_ONCE / 2), sizes);
    assertEquals(0, background.size());
  }

  @Test
  void amongManyItIsChosenInTheBackground() {
    int width = DistantChooser.AT_ONCE / 2 + 1;
    choose(width);
    assertEquals(List.of(), sizes);
    background.remove().run();
    assertEquals(List.of(width), sizes);
  }
}
