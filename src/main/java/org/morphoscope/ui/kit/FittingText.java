package org.morphoscope.ui.kit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** How wide words are, and what of them fits: for canvases, which would squeeze or overrun. */
public final class FittingText {
  private static final String ELLIPSIS = "\u2026";
  private static final int REMEMBERED = 4000;

  private final Font font;
  private final Map<String, Double> widths = new HashMap<>();

  /**
   * @param font typeface, in any size
   */
  public FittingText(Font font) {
    this.font = font;
  }

  /**
   * {@return the width in pixels}
   *
   * @param words a line
   * @param size of the type in pixels
   */
  public double width(String words, double size) {
    if (widths.size() > REMEMBERED) {
      widths.clear();
    }
    return widths.computeIfAbsent(words, this::measured) * size / font.getSize();
  }

  private double measured(String words) {
    Text text = new Text(words);
    text.setFont(font);
    return text.getLayoutBounds().getWidth();
  }

  /**
   * {@return the first of the forms that fits, empty when none does}
   *
   * @param forms of a name, the most telling first
   * @param room width there is, in pixels
   * @param size of the type in pixels
   */
  public String first(List<String> forms, double room, double size) {
    return forms.stream().filter(form -> width(form, size) <= room).findFirst().orElse("");
  }

  /**
   * {@return the line, cut with an ellipsis where it does not fit; empty when less than two letters
   * do}
   *
   * @param words a line
   * @param room width there is, in pixels
   * @param size of the type in pixels
   */
  public String cut(String words, double room, double size) {
    if (width(words, size) <= room) {
      return words;
    }
    int end = words.length() - 1;
    while (end > 1 && width(words.substring(0, end) + ELLIPSIS, size) > room) {
      end--;
    }
    return end > 1 ? words.substring(0, end) + ELLIPSIS : "";
  }
}
