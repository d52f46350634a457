package org.morphoscope.service.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.morphoscope.journal.Epochs;
import org.morphoscope.journal.LineTail;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.HostedRun;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.wire.RefusedException;

/**
 * A run as a session sees it: one of this process, or one that lies on the disk.
 *
 * @param folder of the run
 * @param live the run of this process; empty when it lies on the disk
 * @param resting what there is to tell of a run on the disk
 */
record Watched(Path folder, Optional<HostedRun> live, HostedRun.Told resting) {

  /**
   * Looks for a run.
   *
   * @throws RefusedException when there is none of this name
   */
  static Watched find(HostedRuns runs, String id) throws IOException {
    Path folder;
    try {
      folder = runs.folder(id);
    } catch (IOException e) {
      throw new RefusedException(e.getMessage());
    }
    Optional<HostedRun> hosted =
        runs.hosted(id).filter(run -> !run.isDone() || endedUnrecorded(run.told()));
    if (hosted.isPresent()) {
      return new Watched(folder, hosted, new HostedRun.Told("", 0, List.of()));
    }
    if (!Files.exists(folder.resolve("run.json"))) {
      throw new RefusedException(
          "run "
              + id
              + ": expected a run of the service, found none of this name; ask for the list.");
    }
    return new Watched(
        folder,
        Optional.empty(),
        new HostedRun.Told(Epochs.of(folder).current(), LineTail.lines(folder), List.of()));
  }

  /** Its end is on no disk: it could not begin, or its record could not be written. */
  private static boolean endedUnrecorded(HostedRun.Told told) {
    return told.passing().stream().anyMatch(each -> each.event() instanceof GrowthEvent.RunEnded);
  }

  boolean isDone() {
    return live.map(HostedRun::isDone).orElse(true);
  }

  HostedRun.Told told() {
    return live.map(HostedRun::told).orElse(resting);
  }

  /** Where somebody goes on who has lines of an epoch. */
  long goOn(String epoch, long lines) throws IOException {
    HostedRun.Told told = told();
    if (told.epoch().isEmpty()) {
      return 0;
    }
    return Math.max(0, Math.min(told.lines(), Epochs.of(folder).goOn(epoch, lines)));
  }
}
