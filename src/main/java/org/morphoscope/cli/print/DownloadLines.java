package org.morphoscope.cli.print;

import java.io.PrintWriter;
import org.morphoscope.data.download.Downloader;
import org.morphoscope.text.Texts;

/** Progress of downloads: one line drawn over on a terminal, a line per tenth elsewhere. */
public final class DownloadLines implements Downloader.Progress {
  private static final int STEPS_ON_TERMINAL = 1000;
  private static final int STEPS = 10;
  private static final long UNKNOWN_STEP = 1 << 24;

  private final PrintWriter out;
  private final boolean terminal;
  private String file = "";
  private long shown;

  /**
   * Nothing is shown before bytes arrive.
   *
   * @param out standard output; not closed here
   * @param terminal whether a line may be drawn over
   */
  public DownloadLines(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void arrived(String name, long done, long total) {
    if (!name.equals(file)) {
      end();
      file = name;
      shown = -1;
    }
    int steps = terminal ? STEPS_ON_TERMINAL : STEPS;
    long step = total > 0 ? done * steps / total : done / UNKNOWN_STEP;
    if (step == shown) {
      return;
    }
    shown = step;
    String line =
        total > 0
            ? Texts.of(
                "%s: %.1f of %.1f MB (%d %%)", name, done / 1e6, total / 1e6, 100 * done / total)
            : Texts.of("%s: %.1f MB", name, done / 1e6);
    out.print(terminal ? "\r" + line : line + System.lineSeparator());
    out.flush();
  }

  /** Ends the line that was drawn over. */
  public void end() {
    if (terminal && !file.isEmpty()) {
      out.println();
      out.flush();
    }
  }
}
