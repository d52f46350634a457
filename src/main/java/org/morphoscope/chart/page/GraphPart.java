package org.morphoscope.chart.page;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.morphoscope.history.RunHistory;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;

/** The graph of a run's nets, which only differ in width, and every channel that ever was. */
final class GraphPart {
  private static final int IMAGES = -1;

  private final NetworkSpec spec;
  private final List<Layer> cards;

  GraphPart(Architecture net) {
    this.spec = net.spec();
    // depthwise convolutions and sums change no channels: the lines run through them
    this.cards = spec.layers().stream().filter(Layer::producer).toList();
  }

  /**
   * Input, classes, one card per layer that makes channels ({@code [name, group, width, kernel,
   * stride]}, group -1 where the width cannot change) and lines between cards; the images are -1,
   * the head is the number of cards.
   */
  void write(CompactJson json) {
    json.open('{').name("input").value(spec.input().channels());
    json.name("classes").value(spec.classes()).name("cards").open('[');
    for (Layer layer : cards) {
      json.open('[').value(layer.id()).value(layer.group()).value(layer.width());
      json.value(layer.kernel()).value(layer.stride()).close(']');
    }
    json.close(']').name("edges").open('[');
    List<Layer> readers = new ArrayList<>(cards);
    readers.add(spec.head());
    for (int reader = 0; reader < readers.size(); reader++) {
      for (int card : read(readers.get(reader))) {
        json.open('[').value(card).value(reader).close(']');
      }
    }
    json.close(']').close('}');
  }

  /** Cards whose values a layer reads, through whatever lies between. */
  private Set<Integer> read(Layer layer) {
    Set<Integer> found = new LinkedHashSet<>();
    for (int input : layer.inputs()) {
      if (input == IMAGES) {
        found.add(IMAGES);
      } else if (spec.layer(input).producer()) {
        found.add(cards.indexOf(spec.layer(input)));
      } else {
        found.addAll(read(spec.layer(input)));
      }
    }
    return found;
  }

  /** Names of the width groups. */
  static void groups(Architecture net, CompactJson json) {
    json.open('[');
    for (int group = 0; group < net.channels().size(); group++) {
      json.value(net.groupName(group));
    }
    json.close(']');
  }

  /** Every channel by its identity: {@code [id, parent, round of birth, group]}. */
  static void channels(RunHistory run, CompactJson json) {
    TreeMap<Integer, long[]> all = new TreeMap<>();
    add(run.start().architecture(), all);
    run.model()
        .rounds()
        .forEach(
            record -> {
              add(record.architecture(), all);
              record.changes().forEach(applied -> add(applied.architecture(), all));
            });
    json.open('[');
    for (long[] channel : all.values()) {
      json.open('[');
      for (long number : channel) {
        json.value(number);
      }
      json.close(']');
    }
    json.close(']');
  }

  private static void add(Architecture net, TreeMap<Integer, long[]> all) {
    for (int group = 0; group < net.channels().size(); group++) {
      for (ChannelInfo channel : net.channels().get(group)) {
        all.put(
            channel.id(), new long[] {channel.id(), channel.parent(), channel.bornRound(), group});
      }
    }
  }

  /** Identities of a net's channels, group by group. */
  static void net(Architecture net, CompactJson json) {
    json.open('[');
    for (List<ChannelInfo> group : net.channels()) {
      json.values(group.stream().map(ChannelInfo::id).toList());
    }
    json.close(']');
  }
}
