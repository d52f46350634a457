package org.morphoscope.cli.option;

import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.run.RunConfig;

/** What a run begins with at least, before its data is known. */
final class SmallestNet {
  /** Images that every seed net can be made for; its parameters do not depend on their side. */
  private static final TensorShape IMAGE = new TensorShape(1, 32, 32);

  /** A row of one number, on which the first layer of a dense net has fewest parameters. */
  private static final TensorShape ROW = new TensorShape(1, 1, 1);

  private static final int FEWEST_CLASSES = 2;

  private SmallestNet() {}

  /** {@return the seed net, or one of its name that is no larger} */
  static NetworkSpec of(RunConfig config) {
    return config
        .seedNet()
        .net(SeedNetworks.isDense(config.seedNet().name()) ? ROW : IMAGE, FEWEST_CLASSES);
  }
}
