package org.morphoscope.ui.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.text.Font;

/**
 * The typeface of the window, shipped with it: all digits have the same width, so that numbers that
 * change do not jump.
 *
 * @param regular running text
 * @param medium titles and numbers that matter
 */
public record Fonts(Font regular, Font medium) {
  private static final double SIZE = 12;

  /** {@return the two weights, in JavaFX's own size} Call it once per window. */
  public static Fonts load() {
    Font regular = load("Roboto-Regular.ttf");
    Font medium = load("Roboto-Medium.ttf");
    load("Roboto-Bold.ttf");
    return new Fonts(regular, medium);
  }

  private static Font load(String name) {
    try (InputStream file = Fonts.class.getResourceAsStream("/org/morphoscope/ui/fonts/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the font " + name + " is missing from the program");
      }
      Font font = Font.loadFont(file, SIZE);
      return font == null ? Font.font(SIZE) : font;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the running text's face in a size}
   *
   * @param size in pixels
   */
  public Font regular(double size) {
    return new Font(regular.getName(), size);
  }

  /**
   * {@return the face of titles and numbers in a size}
   *
   * @param size in pixels
   */
  public Font medium(double size) {
    return new Font(medium.getName(), size);
  }
}
