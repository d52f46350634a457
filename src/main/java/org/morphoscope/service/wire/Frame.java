package org.morphoscope.service.wire;

import java.nio.charset.StandardCharsets;

/**
 * What goes over a link.
 *
 * @param kind what it is
 * @param number line of the journal, or 0
 * @param body JSON in UTF-8, or bytes of a line or a file
 */
public record Frame(Kind kind, long number, byte[] body) {
  /** What a frame can be; the codes are on the wire and never change. */
  public enum Kind {
    /** Up: shows the token; the first on a link that needs one. */
    TOKEN(1),
    /** Up: wants to follow a run. */
    HELLO(2),
    /** Down: where the run stands; {@code number} is the first line to come. */
    WELCOME(3),
    /** Down: one sentence; nothing follows. */
    REFUSED(4),
    /** Down: a line of the journal, or the last piece of one. */
    EVENT(5),
    /** Down: a piece of a line or a file; more follows. */
    PART(6),
    /** Down: lines from {@code number} on are left out, since newer scores supersede them. */
    SKIPPED(7),
    /** Down: an event that is not recorded, after line {@code number - 1}. */
    PASSING(8),
    /** Down: pause, locks, question, lead, viewers; also a sign of life. */
    STATE(9),
    /** Up: answers the question of line {@code number}. */
    ANSWER(10),
    /** Up: pause, go on, step, stop, locks, mode, hold, lead. */
    CONTROL(11),
    /** Down: whether an answer or a control was taken. */
    REPLY(12),
    /** Up: asks for something that is no run to follow. */
    CALL(13),
    /** Down: what was asked for, or a sentence. */
    RESULT(14);

    private static final Kind[] BY_CODE = new Kind[16];

    static {
      for (Kind kind : values()) {
        BY_CODE[kind.code] = kind;
      }
    }

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    /**
     * The kind of a code; null when there is none.
     *
     * @param code the byte on the wire
     * @return the kind
     */
    public static Kind of(int code) {
      return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
  }

  /**
   * {@return a frame without a number}
   *
   * @param kind what it is
   * @param body what it carries
   */
  public static Frame of(Kind kind, byte[] body) {
    return new Frame(kind, 0, body);
  }

  /**
   * {@return a frame that carries words}
   *
   * @param kind what it is
   * @param sentence for a person
   */
  public static Frame sentence(Kind kind, String sentence) {
    return new Frame(kind, 0, sentence.getBytes(StandardCharsets.UTF_8));
  }

  /** {@return the body as words, UTF-8} */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
