package org.morphoscope.study.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.morphoscope.compute.ChannelMaps;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.device.Team;
import org.morphoscope.engine.NumericEngine;
import org.morphoscope.net.Layer;
import org.morphoscope.net.UnitId;

/**
 * The pictures that excite each channel of a net most.
 *
 * @param favourites by width group and channel, the most exciting first; of equal ones the first
 */
record Excitement(List<List<List<Favourite>>> favourites) {

  /** Passes all pictures through the net once. */
  static Excitement of(Network network, Team team, LookedAt pictures) {
    int n = pictures.images().size();
    List<Layer> leaders = network.spec().leaders();
    List<double[]> peaks = leaders.stream().map(layer -> new double[n * layer.width()]).toList();
    try (FrozenPasses passes = new FrozenPasses(network, team, NumericEngine.FROZEN_BATCH)) {
      passes.<RuntimeException>forward(
          n,
          pictures.loader(),
          (shard, pass, first) -> {
            // shards write images of their own
            for (int g = 0; g < leaders.size(); g++) {
              double[] part = ChannelMaps.peaks(pass, leaders.get(g).index());
              int width = leaders.get(g).width();
              System.arraycopy(part, 0, peaks.get(g), first * width, part.length);
            }
          },
          done -> {});
    }
    List<List<List<Favourite>>> found = new ArrayList<>();
    for (int g = 0; g < leaders.size(); g++) {
      double[] of = peaks.get(g);
      int width = leaders.get(g).width();
      found.add(IntStream.range(0, width).mapToObj(c -> most(of, width, c)).toList());
    }
    return new Excitement(found);
  }

  private static List<Favourite> most(double[] peaks, int width, int channel) {
    return IntStream.range(0, peaks.length / width)
        .mapToObj(n -> new Favourite(n, peaks[n * width + channel]))
        .sorted((a, b) -> Double.compare(b.peak(), a.peak()))
        .limit(ChannelStudy.FAVOURITES)
        .toList();
  }

  List<Favourite> of(UnitId unit) {
    return favourites.get(unit.group()).get(unit.channel());
  }
}
