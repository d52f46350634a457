package org.morphoscope.service.client;

/**
 * What a client is to the services that it uses.
 *
 * @param name for other viewers, for example {@code ada on laptop}
 * @param program version of the program
 * @param scoresPerSecond how many it wants at most; 0 for all
 */
public record ClientProfile(String name, String program, double scoresPerSecond) {
  /**
   * {@return a client that wants scores as often as a window paints them}
   *
   * @param name for other viewers, for example {@code ada on laptop}
   * @param program version of the program
   */
  public static ClientProfile window(String name, String program) {
    return new ClientProfile(name, program, 10);
  }
}
