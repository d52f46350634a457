package org.morphoscope.service.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.morphoscope.journal.LineTail;
import org.morphoscope.journal.codec.WireCodec;
import org.morphoscope.service.wire.Frame.Kind;

/**
 * The lines of a journal on their way to one viewer: a cursor, and nothing else. Scores that newer
 * ones supersede are left out from where the viewer joined on, and those that come too soon after
 * the last wait for newer ones. A proposal that is longer than the viewer wants comes without its
 * joint model.
 */
public final class Lines implements Closeable {
  private static final int BEGINNING = 64;

  private final Path run;
  private final LongSupplier clock;
  private final long period;
  private final long longest;
  private final long joined;
  private LineTail tail;
  private long cursor;
  private long skipped;
  private long scoresSent;

  /**
   * How much a viewer wants.
   *
   * @param scoresPerSecond at most; 0 for all
   * @param longest bytes of a proposal's line that comes whole; a longer one comes without its
   *     joint model; 0 for all whole
   */
  public record Appetite(double scoresPerSecond, long longest) {}

  /**
   * @param run the folder of the run
   * @param first line to come
   * @param joined lines that had been told when the viewer came: from there on scores are merged
   * @param wanted how much of it
   * @param clock nanoseconds
   */
  public Lines(Path run, long first, long joined, Appetite wanted, LongSupplier clock) {
    this.run = run;
    this.cursor = first;
    this.joined = joined;
    double rate = wanted.scoresPerSecond();
    this.period = rate > 0 ? (long) (1e9 / rate) : 0;
    this.longest = wanted.longest();
    this.clock = clock;
    this.scoresSent = clock.getAsLong() - period;
  }

  /**
   * The next line to come.
   *
   * @return its number, from 0
   */
  public long cursor() {
    return cursor;
  }

  /**
   * Sends the next line.
   *
   * @param link carries the frames
   * @param told lines that there are, more than {@link #cursor}
   * @return nanoseconds to wait because only scores are there that come too soon; 0 when it was
   *     sent
   * @throws IOException when the link is cut or the journal cannot be read
   */
  public long send(Link link, long told) throws IOException {
    if (tail == null) {
      tail = new LineTail(run, cursor);
    }
    if (period > 0 && cursor >= joined && atScores()) {
      passOver(told);
      long early = period - (clock.getAsLong() - scoresSent);
      if (cursor + 1 == told && early > 0) {
        return early;
      }
      scoresSent = clock.getAsLong();
    }
    flushSkipped(link);
    if (longest > 0 && WireCodec.isProposal(tail.peek(BEGINNING)) && tail.isLonger(longest)) {
      sendThin(link);
    } else {
      sendWhole(link, told);
    }
    cursor++;
    return 0;
  }

  private void sendWhole(Link link, long told) throws IOException {
    boolean last = false;
    while (!last) {
      LineTail.Piece piece = tail.next(StreamLink.PIECE).orElseThrow(() -> shorter(told));
      last = piece.last();
      link.send(new Frame(last ? Kind.EVENT : Kind.PART, piece.number(), piece.bytes()));
    }
  }

  /** A proposal whose joint model stays where it is. */
  private void sendThin(Link link) throws IOException {
    long number = tail.number();
    byte[] thin = tail.thinLine();
    for (int from = 0; from < thin.length; from += StreamLink.PIECE) {
      int to = Math.min(thin.length, from + StreamLink.PIECE);
      Kind kind = to == thin.length ? Kind.EVENT : Kind.PART;
      link.send(new Frame(kind, number, Arrays.copyOfRange(thin, from, to)));
    }
  }

  private boolean atScores() throws IOException {
    return WireCodec.isScores(tail.peek(BEGINNING));
  }

  /** Goes to the last of the scores that follow each other. */
  private void passOver(long told) throws IOException {
    while (cursor + 1 < told) {
      LineTail.Place here = tail.place();
      if (!tail.skipLine()) {
        throw shorter(told);
      }
      if (!atScores()) {
        tail.goTo(here);
        return;
      }
      cursor++;
      skipped++;
    }
  }

  /**
   * Tells the viewer of lines that were left out.
   *
   * @param link carries the frames
   * @return whether there were any
   * @throws IOException when the link is cut
   */
  public boolean flushSkipped(Link link) throws IOException {
    if (skipped == 0) {
      return false;
    }
    link.send(
        new Frame(
            Kind.SKIPPED,
            cursor - skipped,
            MessageJson.bytes(MessageJson.object().put("count", skipped))));
    skipped = 0;
    return true;
  }

  private IOException shorter(long told) {
    return new IOException(
        run + ": expected " + told + " lines of events, found fewer; open the run again.");
  }

  @Override
  public void close() throws IOException {
    Optional<LineTail> open = Optional.ofNullable(tail);
    if (open.isPresent()) {
      open.get().close();
    }
  }
}
