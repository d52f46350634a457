package org.morphoscope.run.config;

import static org.morphoscope.run.config.Ranges.require;

import java.util.Optional;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.SeedStyle;
import org.morphoscope.net.TensorShape;

/**
 * The net that a run starts from.
 *
 * @param name of a seed network
 * @param architecture the network itself when the name is none of the program's own
 * @param file the file whose weights the run begins with; empty for random ones
 * @param style of one of the program's own nets; usual where there is an architecture
 */
public record SeedNet(
    String name, Optional<NetworkSpec> architecture, Optional<SeedFile> file, SeedStyle style) {
  /**
   * Checks that a file comes with its architecture, and a style with none.
   *
   * @param name of a seed network
   * @param architecture the network itself when the name is none of the program's own
   * @param file the file whose weights the run begins with; empty for random ones
   * @param style of one of the program's own nets; usual where there is an architecture
   */
  public SeedNet {
    require(
        architecture.isEmpty() || style.equals(SeedStyle.USUAL),
        "activation and dropout",
        "none beside an architecture, which names its own",
        "a net" + style.title());
    require(file.isEmpty() || architecture.isPresent(), "seed file", "its architecture", "none");
  }

  /**
   * A net of the usual style, or of what its architecture names.
   *
   * @param name of a seed network
   * @param architecture the network itself when the name is none of the program's own
   * @param file the file whose weights the run begins with; empty for random ones
   */
  public SeedNet(String name, Optional<NetworkSpec> architecture, Optional<SeedFile> file) {
    this(name, architecture, file, SeedStyle.USUAL);
  }

  /** {@return the name for people, with what is not usual about it} */
  public String title() {
    return name + style.title();
  }

  /**
   * {@return the same in another style}
   *
   * @param other of one of the program's own nets
   */
  public SeedNet withStyle(SeedStyle other) {
    return new SeedNet(name, architecture, file, other);
  }

  /**
   * {@return the net itself}
   *
   * @param input channels, height and width of an image, for one of the program's own
   * @param classes outputs of its head, likewise
   * @throws IllegalArgumentException in one sentence when the images are too small for it
   */
  public NetworkSpec net(TensorShape input, int classes) {
    return architecture.orElseGet(() -> SeedNetworks.create(name, input, classes, style));
  }

  /**
   * {@return one of the program's own nets, with random weights}
   *
   * @param name of a seed network
   */
  public static SeedNet named(String name) {
    return new SeedNet(name, Optional.empty(), Optional.empty());
  }

  /**
   * {@return the net itself, with the weights of a file or random ones}
   *
   * @param net the graph
   * @param weights the file that the weights come from; empty: random ones
   */
  public SeedNet with(NetworkSpec net, Optional<SeedFile> weights) {
    return new SeedNet(name, Optional.of(net), weights);
  }
}
