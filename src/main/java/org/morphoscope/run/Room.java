package org.morphoscope.run;

import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.text.Texts;

/** Whether a budget leaves a strategy something to do. */
public final class Room {
  private Room() {}

  /**
   * Refuses a budget below a net that is to grow, or above one that is to be made smaller.
   *
   * @param config everything that determines the run
   * @param seed the net that the run begins with
   * @throws IllegalArgumentException in one sentence
   */
  public static void require(RunConfig config, NetworkSpec seed) {
    if (!config.strategy().shrinks()) {
      config.limits().requireRoomFor(seed);
      return;
    }
    Resource resource = config.selection().resource();
    long begun = Resources.of(seed).of(resource);
    long budget = config.budget(resource).orElse(0);
    if (budget >= begun) {
      throw new IllegalArgumentException(
          Texts.of(
              "budget: expected below the %,d %s of the net '%s', since the strategy takes channels"
                  + " away, found %,d; lower it or begin with a larger net",
              begun, resource.words(), seed.name(), budget));
    }
  }
}
