package org.morphoscope.run.config;

import static org.morphoscope.run.config.Ranges.requireBetween;

import java.util.OptionalLong;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resource;
import org.morphoscope.net.Resources;
import org.morphoscope.text.Texts;

/**
 * When growth ends: whatever comes first.
 *
 * @param rounds growth rounds after the first training
 * @param parameters end when the net has this many parameters; empty for no limit
 * @param macs end when one image costs this many multiply-accumulates; empty for no limit
 */
public record Limits(int rounds, OptionalLong parameters, OptionalLong macs) {
  /**
   * Checks the number of rounds.
   *
   * @param rounds growth rounds after the first training
   * @param parameters end when the net has this many parameters; empty for no limit
   * @param macs end when one image costs this many multiply-accumulates; empty for no limit
   */
  public Limits {
    requireBetween(0, 100_000, "rounds", rounds);
  }

  /**
   * {@return limits of the number of rounds alone}
   *
   * @param rounds growth rounds after the first training
   */
  public static Limits ofRounds(int rounds) {
    return new Limits(rounds, OptionalLong.empty(), OptionalLong.empty());
  }

  /**
   * {@return the same limits with another number of rounds}
   *
   * @param changed growth rounds after the first training
   */
  public Limits withRounds(int changed) {
    return new Limits(changed, parameters, macs);
  }

  /**
   * {@return the same limits with another budget of parameters}
   *
   * @param changed end when the net has this many parameters; empty for no limit
   */
  public Limits withParameters(OptionalLong changed) {
    return new Limits(rounds, changed, macs);
  }

  /**
   * {@return the same limits with another budget of multiply-accumulates}
   *
   * @param changed end when one image costs this many multiply-accumulates; empty for no limit
   */
  public Limits withMacs(OptionalLong changed) {
    return new Limits(rounds, parameters, changed);
  }

  /**
   * Refuses budgets that the net uses up before it has grown; one that it just fits into is a way
   * to train it only.
   *
   * @param seed the net that growth begins with
   * @throws IllegalArgumentException in one sentence
   */
  public void requireRoomFor(NetworkSpec seed) {
    Resources used = Resources.of(seed);
    for (Resource resource : Resource.values()) {
      OptionalLong limit = of(resource);
      if (limit.isPresent() && limit.getAsLong() < used.of(resource)) {
        throw new IllegalArgumentException(
            Texts.of(
                "budget: expected at least the %,d %s that the seed net '%s' begins with, found"
                    + " %,d; raise it or begin with a smaller net",
                used.of(resource), resource.words(), seed.name(), limit.getAsLong()));
      }
    }
  }

  /**
   * {@return the limit of a resource, if any}
   *
   * @param resource parameters or multiply-accumulates
   */
  public OptionalLong of(Resource resource) {
    return resource == Resource.PARAMETERS ? parameters : macs;
  }

  /**
   * {@return the same limits with another one of a resource}
   *
   * @param resource parameters or multiply-accumulates
   * @param changed most that the net may have; empty: any number
   */
  public Limits with(Resource resource, OptionalLong changed) {
    return resource == Resource.PARAMETERS ? withParameters(changed) : withMacs(changed);
  }
}
