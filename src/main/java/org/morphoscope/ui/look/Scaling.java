package org.morphoscope.ui.look;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javafx.collections.ObservableList;
import org.morphoscope.text.Texts;

/** The size of everything, as the font size of the root of every scene. */
public final class Scaling {
  /** What the menu offers, in per cent. */
  public static final List<Integer> STEPS = List.of(100, 110, 125, 150, 175, 200);

  private static final double FONT = 13;
  private static final double ICON = 18;
  private static final int LEAST = 100;
  private static final int MOST = 200;
  private static final String DATA = "data:text/css;base64,";

  private final ObservableList<String> stylesheets;
  private int percent = LEAST;

  /**
   * @param stylesheets of the scene; one is added, behind all others
   */
  public Scaling(ObservableList<String> stylesheets) {
    this.stylesheets = stylesheets;
    apply();
  }

  /** {@return the size now, 100 to 200 per cent} */
  public int percent() {
    return percent;
  }

  /**
   * Uses a size from 100 to 200 per cent; others are taken to the nearest of these.
   *
   * @param wanted per cent
   */
  public void set(int wanted) {
    int next = Math.max(LEAST, Math.min(MOST, wanted));
    if (next != percent) {
      percent = next;
      apply();
    }
  }

  /**
   * {@return the next larger or smaller step, the present one at either end}
   *
   * @param larger else smaller
   */
  public int step(boolean larger) {
    if (larger) {
      return STEPS.stream().filter(s -> s > percent).findFirst().orElse(MOST);
    }
    return STEPS.stream().filter(s -> s < percent).reduce((a, b) -> b).orElse(LEAST);
  }

  private void apply() {
    String css =
        Texts.of( // icons are letters whose em is their own size, so they cannot be measured in em
            ".root { -fx-font-size: %.2fpx; } .ikonli-font-icon { -fx-icon-size: %dpx; }",
            FONT * percent / 100, Math.round(ICON * percent / 100));
    String encoded = Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    stylesheets.removeIf(sheet -> sheet.startsWith(DATA));
    stylesheets.add(DATA + encoded);
  }
}
