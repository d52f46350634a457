package org.morphoscope.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.RunConfig;
import org.morphoscope.text.Texts;
import picocli.CommandLine.Option;

/** The option {@code --lock}: layers that keep their width. */
public final class LockOption {
  @Option(
      names = "--lock",
      paramLabel = "LAYERS",
      split = ",",
      description =
          "Layers that keep their width, for example conv1,conv2: no channel of theirs is split,"
              + " pruned or added.")
  private List<String> layers = List.of();

  /**
   * {@return the width groups of the layers}
   *
   * @param config of the run, with its net
   * @throws IllegalArgumentException in one sentence when the net has no such layer
   */
  public Set<Integer> groups(RunConfig config) {
    if (layers.isEmpty()) {
      return Set.of();
    }
    // the layers of a named net are the same for images of every size
    NetworkSpec spec = config.seedNet().net(new TensorShape(3, 32, 32), 10);
    Set<Integer> groups = new TreeSet<>();
    for (String name : layers) {
      groups.add(group(spec, name.strip()));
    }
    return groups;
  }

  private static int group(NetworkSpec spec, String name) {
    List<String> known = new ArrayList<>();
    for (Layer layer : spec.layers()) {
      if (layer.group() >= 0) {
        if (layer.id().equals(name)) {
          return layer.group();
        }
        known.add(layer.id());
      }
    }
    throw new IllegalArgumentException(
        Texts.of(
            "--lock: expected layers of %s (%s), found '%s'",
            spec.name(), String.join(", ", known), name));
  }
}
