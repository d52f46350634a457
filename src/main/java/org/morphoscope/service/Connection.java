package org.morphoscope.service;

/**
 * Where a run stands with whoever is attached to it.
 *
 * @param state what holds now
 * @param reason one sentence for the person; empty when there is nothing to say
 * @param log place of the log that has the details; empty where it is not known
 */
public record Connection(State state, String reason, String log) {
  /** What may hold. */
  public enum State {
    /** Events come as they happen. A run in this process is always connected. */
    CONNECTED,
    /** Nothing is heard of the engine, which may well go on. A new attempt follows. */
    LOST,
    /** An attempt to connect again is under way. */
    RECONNECTING,
    /**
     * The engine's process has ended; the run rests at its last complete round. {@link
     * RunService#resume} goes on. Nothing follows.
     */
    ENGINE_DIED,
    /** The service refuses this viewer for good, for the reason that is given. Nothing follows. */
    REFUSED,
    /** The run has ended, or the viewer has left it. Nothing follows. */
    CLOSED
  }

  /** {@return a connection with which everything is well} */
  public static Connection connected() {
    return new Connection(State.CONNECTED, "", "");
  }

  /** {@return whether nothing follows} */
  public boolean isFinal() {
    return state == State.ENGINE_DIED || state == State.REFUSED || state == State.CLOSED;
  }
}
