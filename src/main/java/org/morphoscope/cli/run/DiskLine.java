package org.morphoscope.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.morphoscope.journal.DiskNeed;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a new run will take on the disk, behind the line that tells of its beginning. */
final class DiskLine implements Consumer<GrowthEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(DiskLine.class);

  private final Consumer<? super GrowthEvent> display;
  private final Path folder;
  private final PrintWriter out;

  /**
   * @param display told every event first
   * @param folder of the run
   * @param out not closed here
   */
  DiskLine(Consumer<? super GrowthEvent> display, Path folder, PrintWriter out) {
    this.display = display;
    this.folder = folder;
    this.out = out;
  }

  @Override
  public void accept(GrowthEvent event) {
    display.accept(event);
    if (event instanceof RunStarted start) {
      try {
        out.println(
            DiskNeed.of(start.config(), start.architecture().spec()).line(DiskNeed.free(folder)));
        out.flush();
      } catch (IOException e) {
        LOG.warn("nobody says how much room there is for {}", folder, e);
      }
    }
  }
}
