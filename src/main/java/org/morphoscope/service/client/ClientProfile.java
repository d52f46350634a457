package org.morphoscope.service.client;

/**
 * What a client is to the services that it uses.
 *
 * @param name for other viewers, for example {@code ada on laptop}
 * @param program version of the program
 * @param scoresPerSecond how many it wants at most; 0 for all
 * @param longest bytes of a proposal's line that it wants whole: a longer one comes without its
 *     joint model, which is asked where it is; 0 for all whole
 */
public record ClientProfile(String name, String program, double scoresPerSecond, long longest) {
  /** The proposals of some 1,200 candidates travel whole: a tenth of a second at 100 MB/s. */
  public static final long LONGEST = 8L << 20;

  /**
   * A client that leaves large joint models where they are.
   *
   * @param name for other viewers, for example {@code ada on laptop}
   * @param program version of the program
   * @param scoresPerSecond how many it wants at most; 0 for all
   */
  public ClientProfile(String name, String program, double scoresPerSecond) {
    this(name, program, scoresPerSecond, LONGEST);
  }

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
