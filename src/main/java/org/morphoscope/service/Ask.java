package org.morphoscope.service;

import org.morphoscope.run.Asking;

/**
 * How a run asks about its proposals when it begins; {@link LiveRun#asking} changes it later.
 *
 * @param mode who decides
 * @param seconds length of the countdown, at least 0
 */
public record Ask(Asking.Mode mode, double seconds) {
  /** {@return asking nobody: every proposal is taken as it stands} */
  public static Ask nobody() {
    return new Ask(Asking.Mode.AUTOMATIC, 1);
  }
}
