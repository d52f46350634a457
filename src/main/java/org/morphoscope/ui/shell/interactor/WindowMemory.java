package org.morphoscope.ui.shell.interactor;

import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.Property;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.frame.SideDivider;
import org.morphoscope.ui.frame.WorkArea;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.settings.Preferences;

/** Size, place and dividers of the window, and what its controls are set to, between starts. */
public final class WindowMemory {
  private static final double GRIP = 80;

  private final Preferences preferences;

  /**
   * Remembers the window's place.
   *
   * @param preferences where it is written
   */
  public WindowMemory(Preferences preferences) {
    this.preferences = preferences;
  }

  /**
   * Shows the stage with the size and place of last time, where there still is a screen; maximised
   * where it leaves no room around it.
   *
   * @param stage of the window
   * @param width of a window that was never shown before, as far as the screen allows
   * @param height as {@code width}
   */
  public void show(Stage stage, double width, double height) {
    Rectangle2D primary = Screen.getPrimary().getVisualBounds();
    double wide = number("width").orElse(Math.min(primary.getWidth(), width));
    double high = number("height").orElse(Math.min(primary.getHeight(), height));
    Optional<Double> x = number("x");
    Optional<Double> y = number("y");
    boolean kept = x.isPresent() && y.isPresent() && visible(x.get(), y.get(), wide);
    if (kept) {
      stage.setX(x.get());
      stage.setY(y.get());
    } else {
      wide = Math.min(primary.getWidth(), wide);
      high = Math.min(primary.getHeight(), high);
    }
    // openbox puts a window as large as the screen past its edge by the frame
    boolean fills = !kept && wide >= primary.getWidth() && high >= primary.getHeight();
    boolean maximized = flag("maximized") || fills;
    stage.setWidth(wide);
    stage.setHeight(high);
    stage.setMaximized(maximized);
    stage.show();
    if (!maximized) {
      // some window managers forget a size that was asked for before the window was there
      stage.setWidth(wide);
      stage.setHeight(high);
    }
  }

  /** Whether enough of the title bar lies on a screen to take hold of it. */
  private static boolean visible(double x, double y, double width) {
    return Screen.getScreens().stream()
        .map(Screen::getVisualBounds)
        .anyMatch(
            screen ->
                y >= screen.getMinY()
                    && y < screen.getMaxY() - GRIP
                    && x + width > screen.getMinX() + GRIP
                    && x < screen.getMaxX() - GRIP);
  }

  /**
   * Sets dividers and the meaning of colours as they were.
   *
   * @param area where the views lie
   * @param colour what the colours mean
   */
  public void restore(WorkArea area, Property<Quantity> colour) {
    divider(area.mainDivider(), "mainDivider");
    divider(area.rightDivider(), "rightDivider");
    preferences.get("colour").flatMap(WindowMemory::quantity).ifPresent(colour::setValue);
  }

  private static Optional<Quantity> quantity(String name) {
    return Arrays.stream(Quantity.values()).filter(q -> q.name().equals(name)).findFirst();
  }

  private void divider(SideDivider divider, String key) {
    preferences
        .get(key)
        .filter(text -> text.matches("0\\.\\d{1,6}"))
        .map(Double::valueOf)
        .ifPresent(divider::put);
  }

  /**
   * Remembers where the window and its dividers are.
   *
   * @param stage of the window
   * @param area has the dividers
   * @param colour what the colours mean
   */
  public void save(Stage stage, WorkArea area, Quantity colour) {
    preferences.put("maximized", Boolean.toString(stage.isMaximized()));
    if (!stage.isMaximized()) {
      put("width", stage.getWidth());
      put("height", stage.getHeight());
      put("x", stage.getX());
      put("y", stage.getY());
    }
    save(area.mainDivider(), "mainDivider");
    save(area.rightDivider(), "rightDivider");
    preferences.put("colour", colour.name());
  }

  private void save(SideDivider divider, String key) {
    double place = divider.wanted();
    if (place > 0 && place < 1) {
      preferences.put(key, Texts.of("%.4f", place));
    }
  }

  private void put(String key, double value) {
    if (Double.isFinite(value)) {
      preferences.put(key, Long.toString(Math.round(value)));
    }
  }

  private Optional<Double> number(String key) {
    return preferences.get(key).filter(text -> text.matches("-?\\d{1,5}")).map(Double::valueOf);
  }

  boolean flag(String key) {
    return preferences.get(key).map(Boolean::valueOf).orElse(false);
  }

  /** Per cent of the normal size. */
  int scale() {
    return number("scale").map(Double::intValue).orElse(100);
  }
}
