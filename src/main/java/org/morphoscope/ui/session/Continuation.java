package org.morphoscope.ui.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunService;

/** How a run goes on: after its last round, or after one before that was taken back. */
@FunctionalInterface
interface Continuation {
  LiveRun begin(RunService service, String id, RunFeed feed) throws IOException;

  /**
   * Goes on with a run, which is ended before if it goes on now. Called in the background; waits
   * until its files are closed.
   *
   * @param before the run, when a service has it
   * @param recorded its folder; when no service has it, a copy goes on
   * @param paused whether it begins paused
   */
  default Attachment of(
      Optional<Attachment> before,
      Path recorded,
      boolean paused,
      RunFeed feed,
      Engines engines,
      RunFolders folders)
      throws IOException, InterruptedException {
    Attachment again;
    if (before.isPresent()) {
      LiveRun run = before.get().run();
      if (!run.isDone()) {
        // its files must be closed before they are written by another
        run.control().stop();
        run.await();
      }
      RunService service = before.get().service();
      again = new Attachment(service, begin(service, run.id(), feed), feed);
    } else {
      again = inCopy(folders.copy(recorded), feed, engines.local());
    }
    if (paused) {
      again.run().control().pause();
    }
    return again;
  }

  private Attachment inCopy(Path copy, RunFeed feed, RunService service) throws IOException {
    try {
      return new Attachment(service, begin(service, service.adopt(copy), feed), feed);
    } catch (IOException | RuntimeException e) {
      Durable.deleteTree(copy);
      throw e;
    }
  }
}
