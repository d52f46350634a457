package org.morphoscope.service.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.morphoscope.journal.codec.WireCodec;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.FrameException;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.RefusedException;
import org.morphoscope.text.Texts;

/**
 * The lines of a run as they come in: each checked for its number, kept, decoded and told. Used by
 * the thread that receives.
 */
final class Intake {
  private static final int MOST_OF_A_LINE = 1 << 29;

  private final Mirror mirror;
  private final MirroredRun mirrored;
  private final RunListener told;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long deliverFrom;
  private boolean ended;

  /**
   * @param mirror keeps the lines and counts them
   * @param told everything from a line on
   * @param deliverFrom that line
   */
  Intake(Mirror mirror, MirroredRun mirrored, RunListener told, long deliverFrom) {
    this.mirror = mirror;
    this.mirrored = mirrored;
    this.told = told;
    this.deliverFrom = deliverFrom;
  }

  /** Whether the run had ended with what came last. */
  boolean ended() {
    return ended;
  }

  /** A new link: what is left of a line on the old one comes anew. */
  void begin() {
    line.reset();
  }

  /** What is here behind a line no longer counts. */
  void goBack(long first) throws IOException {
    if (first < 0 || first > mirror.lines()) {
      throw new FrameException(
          Texts.of("expected a first line of at most %d, found %d.", mirror.lines(), first));
    }
    if (first < mirror.lines()) {
      mirror.rewind(first);
      mirrored.rewound(first);
      deliverFrom = Math.min(deliverFrom, first);
      told.rewound(first);
    }
  }

  /** A line, or a piece of one. */
  void take(Frame frame) throws IOException {
    long expected = mirror.lines();
    if (frame.number() != expected || line.size() + frame.body().length > MOST_OF_A_LINE) {
      throw new FrameException(
          Texts.of("expected line %d, found line %d.", expected, frame.number()));
    }
    line.writeBytes(frame.body());
    if (frame.kind() == Kind.PART) {
      return;
    }
    byte[] bytes = line.toByteArray();
    line.reset();
    GrowthEvent event = decode(bytes, "line " + expected);
    mirror.append(bytes);
    if (event instanceof GrowthEvent.Proposed proposed) {
      mirrored.proposed(expected, proposed.proposal());
    }
    if (expected >= deliverFrom) {
      deliver(expected, event);
    }
  }

  /** Lines that were left out. */
  void skip(Frame frame) throws IOException {
    long count = MessageJson.read(frame, from -> from.integer64("count"));
    if (frame.number() != mirror.lines() || count < 1) {
      throw new FrameException(
          Texts.of("expected line %d, found %d left out.", mirror.lines(), frame.number()));
    }
    mirror.skip(count);
  }

  /** An event that is not recorded. */
  void passing(Frame frame) throws IOException {
    deliver(RunListener.NO_NUMBER, decode(frame.body(), "an event in passing"));
  }

  /** What cannot be understood now will not be after another connection. */
  private GrowthEvent decode(byte[] event, String place) throws RefusedException {
    try {
      return WireCodec.decode(event, mirror.folder(), place);
    } catch (JournalException e) {
      throw new RefusedException(e.getMessage());
    }
  }

  private void deliver(long number, GrowthEvent event) {
    // the end of a run on the disk that others may still follow is no end of this one
    ended = event instanceof GrowthEvent.RunEnded;
    told.event(number, event);
  }
}
