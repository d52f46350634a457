package org.morphoscope.ui.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.morphoscope.history.RunFollower;
import org.morphoscope.history.RunHistory;
import org.morphoscope.run.GrowthEvent;

/** Runs on the disk, also those that another process is writing. */
public final class RecordedRuns implements Services.RunReplay {
  @Override
  public List<GrowthEvent> read(Path folder) throws IOException {
    return RunHistory.events(folder);
  }

  @Override
  public Services.Arrivals follow(Path folder) throws IOException {
    RunFollower follower = RunFollower.of(folder, Clock.systemUTC());
    return new Services.Arrivals() {
      @Override
      public List<GrowthEvent> next() throws IOException {
        return follower.next();
      }

      @Override
      public Duration quiet() {
        return follower.quiet();
      }
    };
  }
}
