package org.morphoscope.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import org.morphoscope.journal.disk.JournalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells which checkpoints belong to the events of a run: those that end where a line ends. */
final class FittingCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(FittingCheckpoints.class);

  private final Checkpoints checkpoints;
  private final RunPaths paths;
  private final FileChannel events;

  FittingCheckpoints(Checkpoints checkpoints, RunPaths paths, FileChannel events) {
    this.checkpoints = checkpoints;
    this.paths = paths;
    this.events = events;
  }

  /** The checkpoint, unless it is not complete or the events up to its end are not there. */
  Optional<Checkpoints.Header> fitting(int round, boolean tail) throws IOException {
    try {
      return Optional.of(requireFitting(round, tail));
    } catch (JournalException e) {
      // the last complete one wins, see RunJournal; a later one is set aside, not deleted
      LOG.warn("a checkpoint of round {} is not used: {}", round, e.getMessage());
      return Optional.empty();
    }
  }

  Checkpoints.Header requireFitting(int round, boolean tail) throws IOException {
    Checkpoints.Header header = checkpoints.header(round, tail);
    long end = header.events();
    ByteBuffer lineEnd = ByteBuffer.allocate(1);
    if (end < 1 || events.read(lineEnd, end - 1) != 1 || lineEnd.get(0) != '\n') {
      throw JournalException.at(
          paths.events(),
          "byte " + end,
          "the end of round " + round,
          events.size() + " bytes that do not end there",
          "restore the file from a copy or start a new run");
    }
    return header;
  }

  /**
   * Refuses a run of which no net is there to go on from, with the reason, instead of starting over
   * in silence.
   *
   * @param rounds that have a checkpoint
   * @param last of those that fit; -1 for none
   */
  void requireStart(List<Integer> rounds, int last) throws IOException {
    if (rounds.isEmpty() || last >= 0 && requireFitting(last, false).kept()) {
      return;
    }
    int newest = rounds.get(rounds.size() - 1);
    requireFitting(newest, false);
    checkpoints.read(newest, false);
  }

  /**
   * Byte at which a round ends, with its tail when that is complete.
   *
   * @throws JournalException in one sentence when the net of the round is not there
   */
  long endOf(int round) throws IOException {
    Checkpoints.Header header = requireFitting(round, false);
    if (!header.kept()) {
      checkpoints.read(round, false);
    }
    long end = header.events();
    Optional<Checkpoints.Header> tail =
        checkpoints.tails().contains(round) ? fitting(round, true) : Optional.empty();
    return Math.max(end, tail.map(Checkpoints.Header::events).orElse(0L));
  }
}
