package org.morphoscope.study.channel;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.compute.Network;
import org.morphoscope.compute.kernels.Kernels;
import org.morphoscope.engine.Snapshots;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.RoundState;
import org.morphoscope.text.Texts;

/** A channel in the net at the end of a round. */
record FoundChannel(RoundState state, UnitId unit, int id) {

  /**
   * Looks for a channel.
   *
   * @throws IOException in one sentence when its net has no such channel
   */
  static FoundChannel of(RoundState state, int id) throws IOException {
    for (int group = 0; group < state.channels().size(); group++) {
      List<ChannelInfo> channels = state.channels().get(group);
      for (int c = 0; c < channels.size(); c++) {
        if (channels.get(c).id() == id) {
          return new FoundChannel(state, new UnitId(group, c), id);
        }
      }
    }
    throw new IOException(
        Texts.of("The net at the end of round %d has no channel of this line.", state.round()));
  }

  NetworkSpec spec() {
    return state.snapshot().spec();
  }

  /** Where the channel is made: the first producer of its group. */
  Layer layer() {
    return spec().layer(spec().group(unit.group()).first());
  }

  Network network(Kernels kernels) {
    return new Network(spec(), Snapshots.weights(state.snapshot()), kernels);
  }

  ChannelPortrait portrait() {
    Layer layer = layer();
    LayerWeights weights = Snapshots.weights(state.snapshot()).layers().get(layer.index());
    int from = unit.channel() * weights.fanIn();
    return new ChannelPortrait(
        state.round(),
        id,
        layer.id(),
        unit.channel(),
        layer.inputs().contains(-1),
        weights.inputs(),
        weights.kernel(),
        Arrays.copyOfRange(weights.weight(), from, from + weights.fanIn()));
  }
}
