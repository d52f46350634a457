package org.morphoscope.service;

/**
 * A run in the list of a service.
 *
 * @param id its name
 * @param state whether it goes on
 * @param seedNet name of the net it began with
 * @param data name of its data
 * @param created when it was started, ISO 8601
 * @param rounds number of complete rounds, that of the seed net not counted; -1 while there is none
 * @param viewers how many are attached
 */
public record RunOutline(
    String id, State state, String seedNet, String data, String created, int rounds, int viewers) {
  /** Whether a run goes on. */
  public enum State {
    /** Opens its data, or waits for the device. */
    QUEUED,
    /** Goes on, or is paused, or waits for an answer. */
    RUNNING,
    /** Lies on the disk. */
    RESTING,
    /** Its folder holds no run that can be read; the log has the reason. */
    UNREADABLE
  }
}
