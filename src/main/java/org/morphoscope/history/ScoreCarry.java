package org.morphoscope.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.LayerScores;

/** Follows scores through growth: a surviving channel keeps its score, a newborn has none. */
final class ScoreCarry {
  private ScoreCarry() {}

  static List<LayerScores> carry(
      Architecture before, List<LayerScores> scores, Architecture after) {
    if (scores.isEmpty()) {
      return scores;
    }
    List<LayerScores> carried = new ArrayList<>();
    for (int layer = 0; layer < scores.size(); layer++) {
      int[] source = sources(before.channels().get(layer), after.channels().get(layer));
      LayerScores old = scores.get(layer);
      carried.add(
          new LayerScores(
              pick(old.splitDelta(), source),
              pick(old.splitError(), source),
              pick(old.splitCurvature(), source),
              pick(old.pruneDelta(), source),
              pick(old.pruneError(), source),
              pick(old.pruneCurvature(), source),
              pick(old.thetaNorm(), source),
              pick(old.activity(), source),
              // candidates for new neurons are drawn anew in every round
              new double[0],
              new double[0],
              new double[0]));
    }
    return carried;
  }

  /** For each channel after, its position before, or -1. */
  private static int[] sources(List<ChannelInfo> before, List<ChannelInfo> after) {
    Map<Integer, Integer> positions = new HashMap<>();
    for (int c = 0; c < before.size(); c++) {
      positions.put(before.get(c).id(), c);
    }
    return after.stream().mapToInt(channel -> positions.getOrDefault(channel.id(), -1)).toArray();
  }

  private static double[] pick(double[] values, int[] source) {
    return Arrays.stream(source)
        .mapToDouble(c -> c < 0 || c >= values.length ? Double.NaN : values[c])
        .toArray();
  }
}
