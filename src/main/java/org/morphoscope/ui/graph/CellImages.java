package org.morphoscope.ui.graph;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.model.CellMark;
import org.morphoscope.ui.model.Heat;
import org.morphoscope.ui.model.RunSnapshot;

/**
 * The cells of a card as one picture, kept until a colour or the size changes: panning then costs
 * one copy per card instead of a shape per channel.
 */
final class CellImages {
  /** Below this edge in pixels there is no hatching. */
  private static final int HATCH = 8;

  /** Pictures that were not asked for in so many frames are dropped. */
  private static final int FRAMES = 40;

  private record Key(int layer, int size, int pitch16) {}

  private static final class Made {
    private Heat heat;
    private RunSnapshot moment;
    private ColourScale scale;
    private Box box;
    private WritableImage image;
    private long frame;
  }

  private final Map<Key, Made> made = new HashMap<>();
  private CellMasks masks = CellMasks.of(1);
  private long frame;

  /** Begins a frame. */
  void next() {
    frame++;
    for (Iterator<Made> all = made.values().iterator(); all.hasNext(); ) {
      if (frame - all.next().frame > FRAMES) {
        all.remove();
      }
    }
  }

  /**
   * The picture of all cells of a card, channels above, places for new neurons below.
   *
   * @param pixels device pixels per unit of the world
   */
  WritableImage of(GraphScene scene, Box box, double pixels) {
    int size = size(pixels);
    Key key = new Key(box.layer(), size, (int) Math.round(16 * Box.PITCH * pixels));
    return kept(key, scene, box, before -> draw(scene, box, pixels, size, before));
  }

  /**
   * A picture with one pixel per cell, for a look from afar.
   *
   * @param first first cell of the picture
   * @param count how many cells it shows, row by row as on the card
   */
  WritableImage far(GraphScene scene, Box box, int first, int count) {
    Key key = new Key(box.layer(), 0, first);
    return kept(key, scene, box, before -> dots(scene, box, first, count, before));
  }

  private WritableImage kept(
      Key key, GraphScene scene, Box box, UnaryOperator<WritableImage> painted) {
    Made known = made.computeIfAbsent(key, k -> new Made());
    known.frame = frame;
    boolean same =
        known.image != null
            && known.heat == scene.heat()
            && known.moment == scene.moment()
            && known.scale == scene.scale()
            && known.box == box;
    if (!same) {
      known.heat = scene.heat();
      known.moment = scene.moment();
      known.scale = scene.scale();
      known.box = box;
      known.image = painted.apply(known.image);
    }
    return known.image;
  }

  private static WritableImage dots(
      GraphScene scene, Box box, int first, int count, WritableImage before) {
    int columns = box.columns();
    int rows = (count + columns - 1) / columns;
    int[] argb = new int[columns * rows];
    RunSnapshot moment = scene.moment();
    for (int i = 0; i < count; i++) {
      CellMark mark = moment.marks().get(new UnitId(box.group(), first + i));
      Color colour =
          mark == null || mark == CellMark.DEFERRED
              ? scene.scale().colour(scene.heat(), box.group(), first + i, moment.stale())
              : SingleCell.glyph(mark).colour(scene.palette());
      argb[i] = argb(colour);
    }
    return filled(argb, columns, rows, before);
  }

  private static int argb(Color colour) {
    int r = (int) Math.round(255 * colour.getRed());
    int g = (int) Math.round(255 * colour.getGreen());
    int b = (int) Math.round(255 * colour.getBlue());
    return 0xff000000 | r << 16 | g << 8 | b;
  }

  /** Edge of a cell in device pixels. */
  static int size(double pixels) {
    return Math.max(1, (int) Math.round((Box.PITCH - Box.GAP) * pixels));
  }

  private WritableImage draw(
      GraphScene scene, Box box, double pixels, int size, WritableImage before) {
    if (masks.size() != size) {
      masks = CellMasks.of(size);
    }
    int width = offset(box.columns() * Box.PITCH, pixels) + 1;
    int height = offset(lowest(box) - box.gridY(), pixels) + size + 1;
    int[] argb = new int[width * height];
    boolean stale = scene.moment().stale();
    boolean scored = !scene.moment().scores().isEmpty();
    for (int cell = 0; cell < box.cells(); cell++) {
      int at =
          offset(box.cellY(cell) - box.gridY(), pixels) * width
              + offset(box.cellX(cell) - box.gridX(), pixels);
      Heat heat = scene.heat();
      Color colour = scene.scale().colour(heat, box.group(), cell, stale);
      if (cell >= box.channels()) {
        blend(argb, at, width, colour, masks.ghost());
        blend(argb, at, width, scene.palette().muted(), masks.dashes());
      } else {
        blend(argb, at, width, colour, masks.fill());
        if (!Double.isFinite(heat.value(box.group(), cell))) {
          boolean newborn = stale && scored;
          blend(
              argb,
              at,
              width,
              newborn ? scene.palette().accent() : scene.palette().border(),
              masks.frame());
        }
      }
      if (size >= HATCH && heat.uncertain(box.group(), cell)) {
        blend(argb, at, width, scene.palette().card(), masks.hatch());
      }
    }
    return filled(argb, width, height, before);
  }

  /** Pixels as a picture; the one before is used again where its size fits. */
  private static WritableImage filled(int[] argb, int width, int height, WritableImage before) {
    boolean fits = before != null && before.getWidth() == width && before.getHeight() == height;
    WritableImage image = fits ? before : new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), argb, 0, width);
    return image;
  }

  private static double lowest(Box box) {
    return box.cells() == 0 ? box.gridY() : box.cellY(box.cells() - 1);
  }

  private static int offset(double world, double pixels) {
    return (int) Math.round(world * pixels);
  }

  /** Lays a colour over the pixels of a cell. */
  private void blend(int[] argb, int at, int width, Color colour, float[] mask) {
    int size = masks.size();
    int r = (int) Math.round(255 * colour.getRed());
    int g = (int) Math.round(255 * colour.getGreen());
    int b = (int) Math.round(255 * colour.getBlue());
    int whole = 0xff000000 | r << 16 | g << 8 | b;
    for (int y = 0; y < size; y++) {
      int pixel = at + y * width;
      for (int x = 0; x < size; x++, pixel++) {
        float share = mask[y * size + x];
        if (share >= 1) {
          argb[pixel] = whole;
        } else if (share > 0) {
          argb[pixel] = over(argb[pixel], r, g, b, share);
        }
      }
    }
  }

  private static int over(int below, int r, int g, int b, float share) {
    float left = 1 - share;
    int alpha = Math.round(255 * share + (below >>> 24) * left);
    int red = Math.round(r * share + (below >> 16 & 255) * left);
    int green = Math.round(g * share + (below >> 8 & 255) * left);
    int blue = Math.round(b * share + (below & 255) * left);
    return alpha << 24 | red << 16 | green << 8 | blue;
  }
}
