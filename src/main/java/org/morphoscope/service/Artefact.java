package org.morphoscope.service;

import org.morphoscope.text.Texts;

/**
 * A part of a run that can be fetched.
 *
 * @param kind what it is
 * @param round of a checkpoint, 0 to 99,999; 0 otherwise
 */
public record Artefact(Kind kind, int round) {
  private static final int MOST_ROUNDS = 99_999;

  /** What can be fetched. */
  public enum Kind {
    /** {@code run.json}. */
    DESCRIPTION,
    /** {@code summary.json}. */
    SUMMARY,
    /** {@code checkpoints/round-NNN}. */
    CHECKPOINT,
    /** {@code checkpoints/round-NNN.tail}. */
    TAIL,
    /** {@code seed}: weights that the run began with. */
    SEED
  }

  /**
   * Checks the number of the round.
   *
   * @param kind what it is
   * @param round of a checkpoint, 0 to 99,999; 0 otherwise
   */
  public Artefact {
    if (round < 0 || round > MOST_ROUNDS) {
      throw new IllegalArgumentException(
          Texts.of("round: expected 0 to %d, found %d.", MOST_ROUNDS, round));
    }
  }

  /** {@return {@code run.json}} */
  public static Artefact description() {
    return new Artefact(Kind.DESCRIPTION, 0);
  }

  /**
   * {@return the state at the end of a round}
   *
   * @param round of a checkpoint, 0 to 99,999; 0 otherwise
   */
  public static Artefact checkpoint(int round) {
    return new Artefact(Kind.CHECKPOINT, round);
  }

  /** {@return the place in the folder of a run, with slashes} */
  public String path() {
    return switch (kind) {
      case DESCRIPTION -> "run.json";
      case SUMMARY -> "summary.json";
      case CHECKPOINT -> Texts.of("checkpoints/round-%03d", round);
      case TAIL -> Texts.of("checkpoints/round-%03d.tail", round);
      case SEED -> "seed";
    };
  }
}
