package org.morphoscope.run;

import java.util.List;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.text.Texts;

/**
 * A net and the identity of its channels.
 *
 * @param spec the graph
 * @param channels {@code channels.get(layer).get(channel)}
 */
public record Architecture(NetworkSpec spec, List<List<ChannelInfo>> channels) {
  /**
   * Copies the lists and checks that there are as many identities as channels in each group.
   *
   * @param spec the graph
   * @param channels {@code channels.get(layer).get(channel)}
   */
  public Architecture {
    channels = channels.stream().map(List::copyOf).toList();
    int[] widths = spec.widths();
    if (channels.size() != widths.length) {
      throw new IllegalArgumentException(
          Texts.of("expected channels of %d layers, found %d", widths.length, channels.size()));
    }
    for (int layer = 0; layer < widths.length; layer++) {
      if (channels.get(layer).size() != widths[layer]) {
        throw new IllegalArgumentException(
            Texts.of(
                "layer %d has width %d but %d channels",
                layer, widths[layer], channels.get(layer).size()));
      }
    }
  }

  /**
   * {@return the name of a width group: its first producer, and how many others share its channels}
   *
   * @param group index of the group
   */
  public String groupName(int group) {
    WidthGroup found = spec.group(group);
    String first = spec.layer(found.first()).id();
    int others = found.producers().size() - 1;
    return others == 0 ? first : first + " +" + others;
  }
}
