package org.morphoscope.cli.print;

import java.io.PrintWriter;
import org.morphoscope.text.Texts;

/** The last line of a terminal, drawn over again and again; nothing where there is no terminal. */
final class OverdrawnLine {
  /** One less than the width of most terminals, so that none of them begins another line. */
  private static final int WIDTH = 79;

  private final PrintWriter out;
  private final boolean terminal;
  private boolean drawn;

  /**
   * @param out standard output; not closed here
   * @param terminal whether a line may be drawn over
   */
  OverdrawnLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether a line may be drawn over. */
  boolean onTerminal() {
    return terminal;
  }

  /** Puts a text in the place of the one before; what does not fit is cut off. */
  void draw(String text) {
    if (terminal) {
      String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
      out.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
      drawn = true;
    }
  }

  /** Takes the text away, so that a line that is to stay can be printed. */
  void erase() {
    if (drawn) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      drawn = false;
    }
  }

  /** {@code [===== ] 50 %} for a share from 0 to 1 in a bar of so many characters. */
  static String bar(double share, int width) {
    int full = (int) Math.round(share * width);
    return Texts.of("[%s%s] %3.0f %%", "=".repeat(full), " ".repeat(width - full), 100 * share);
  }

  /** {@code 2:05}, or {@code 1:02:05} from an hour on. */
  static String time(long seconds) {
    return seconds < 3600
        ? Texts.of("%d:%02d", seconds / 60, seconds % 60)
        : Texts.of("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
