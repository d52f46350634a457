package org.morphoscope.run.config;

import static org.morphoscope.run.config.Ranges.require;

import java.util.Optional;
import org.morphoscope.net.NetworkSpec;

/**
 * The net that a run starts from.
 *
 * @param name of a seed network
 * @param architecture the network itself when the name is none of the program's own
 * @param file the file whose weights the run begins with; empty for random ones
 */
public record SeedNet(String name, Optional<NetworkSpec> architecture, Optional<SeedFile> file) {
  /**
   * Checks that a file comes with its architecture.
   *
   * @param name of a seed network
   * @param architecture the network itself when the name is none of the program's own
   * @param file the file whose weights the run begins with; empty for random ones
   */
  public SeedNet {
    require(file.isEmpty() || architecture.isPresent(), "seed file", "its architecture", "none");
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
