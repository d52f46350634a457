package org.morphoscope.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One pair of axes with what is drawn in it.
 *
 * @param title shown above when the style asks for titles; may be empty
 * @param x horizontal axis
 * @param y vertical axis
 * @param marks what is drawn, from back to front
 * @param share height relative to the other rows of panels
 */
public record Panel(String title, Axis x, Axis y, List<Mark> marks, double share) {
  /**
   * Copies the list and checks that there is at most one heat map and that the share is positive.
   *
   * @param title shown above when the style asks for titles; may be empty
   * @param x horizontal axis
   * @param y vertical axis
   * @param marks what is drawn, from back to front
   * @param share height relative to the other rows of panels
   */
  public Panel {
    Objects.requireNonNull(title, "title");
    marks = List.copyOf(marks);
    if (marks.stream().filter(Mark.Cells.class::isInstance).count() > 1) {
      throw new IllegalArgumentException("a panel shows one heat map at most");
    }
    if (!(share > 0)) {
      throw new IllegalArgumentException("a panel needs a share above 0, found " + share);
    }
  }

  /**
   * {@return a panel without a title, as high as the others}
   *
   * @param x horizontal axis
   * @param y vertical axis
   * @param marks what is drawn, from back to front
   */
  public static Panel of(Axis x, Axis y, List<? extends Mark> marks) {
    return new Panel("", x, y, new ArrayList<>(marks), 1);
  }

  /**
   * {@return the same panel with a title}
   *
   * @param text one line; may be empty
   */
  public Panel titled(String text) {
    return new Panel(text, x, y, marks, share);
  }

  /**
   * {@return the same panel with other axes}
   *
   * @param newX horizontal axis
   * @param newY vertical axis
   */
  public Panel with(Axis newX, Axis newY) {
    return new Panel(title, newX, newY, marks, share);
  }

  /**
   * {@return the same panel, higher or lower}
   *
   * @param relative height relative to the other rows of panels
   */
  public Panel share(double relative) {
    return new Panel(title, x, y, marks, relative);
  }

  /** {@return the scale of the panel's heat map; empty without one} */
  public Optional<ColourScale> colours() {
    return marks.stream()
        .filter(Mark.Cells.class::isInstance)
        .map(mark -> ((Mark.Cells) mark).scale())
        .findFirst();
  }

  /** Marks of the legend: the first of every name. */
  List<Mark> named() {
    List<Mark> named = new ArrayList<>();
    for (Mark mark : marks) {
      if (!mark.name().isEmpty()
          && named.stream().noneMatch(other -> other.name().equals(mark.name()))) {
        named.add(mark);
      }
    }
    return named;
  }
}
