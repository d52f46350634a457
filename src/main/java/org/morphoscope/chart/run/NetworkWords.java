package org.morphoscope.chart.run;

import java.util.List;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.text.ShortNames;

/** What the parts of a deep network are called in a drawing. */
final class NetworkWords {
  private NetworkWords() {}

  /**
   * Name of a part: of its layer, or of a block what its layers' names begin with.
   *
   * @param part first and last step, where 0 is the input and the last one the head
   * @param brief whether a name is to be as short as can be
   */
  static String name(NetworkSpec spec, int[] part, boolean brief) {
    if (part[1] == 0) {
      return "input";
    }
    if (part[0] > spec.layers().size()) {
      return "output";
    }
    List<Layer> layers =
        spec.layers().subList(part[0] - 1, Math.min(part[1], spec.layers().size()));
    List<String> ids = layers.stream().map(Layer::id).toList();
    if (ids.size() > 1) {
      List<String> producers = layers.stream().filter(Layer::producer).map(Layer::id).toList();
      return ShortNames.common(ids)
          .orElseGet(() -> producers.isEmpty() ? ids.get(0) : producers.get(0) + " \u2026");
    }
    List<String> forms = ShortNames.forms(ids.get(0));
    return brief ? forms.get(forms.size() - 1) : ids.get(0);
  }
}
