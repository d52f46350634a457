package org.morphoscope.chart;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.util.autodetect.FontFileFinder;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Letters that the typeface of figures lacks, as outlines of the first font of this system that has
 * them. A figure without such letters never asks, and is the same on every machine.
 */
final class SystemGlyphs {
  private static final Logger LOG = LoggerFactory.getLogger(SystemGlyphs.class);

  /** Looking through the fonts of a system takes a second or more, for each letter once. */
  private static final Map<Integer, Optional<Glyph>> FOUND = new ConcurrentHashMap<>();

  /**
   * A letter for a size of 1.
   *
   * @param outline baseline at 0, 0; y grows downwards
   */
  record Glyph(GeneralPath outline, double advance) {}

  /** Looks at one font; returns whether it is the one. */
  @FunctionalInterface
  private interface Look {
    boolean at(TrueTypeFont font) throws IOException;
  }

  private SystemGlyphs() {}

  /** Empty when no font of this system has an outline of it. */
  static Optional<Glyph> of(int point) {
    return FOUND.computeIfAbsent(point, SystemGlyphs::search);
  }

  private static Optional<Glyph> search(int point) {
    List<URI> files = new FontFileFinder().find().stream().sorted().toList();
    Glyph[] found = {null};
    for (URI uri : files) {
      File file = new File(uri);
      try {
        look(
            file,
            font -> {
              found[0] = glyph(font, point);
              return found[0] != null;
            });
      } catch (IOException | RuntimeException e) {
        // one of the fonts of a system that is damaged, or of a kind that is not read
        LOG.debug("the font {} is passed over", file, e);
      }
      if (found[0] != null) {
        return Optional.of(found[0]);
      }
    }
    return Optional.empty();
  }

  private static void look(File file, Look look) throws IOException {
    String name = file.getName().toLowerCase(Locale.ROOT);
    if (name.endsWith(".ttc") || name.endsWith(".otc")) {
      boolean[] done = {false};
      try (TrueTypeCollection fonts = new TrueTypeCollection(file)) {
        fonts.processAllFonts(font -> done[0] = done[0] || look.at(font));
      }
      return;
    }
    boolean openType = name.endsWith(".otf");
    try (RandomAccessReadBufferedFile bytes = new RandomAccessReadBufferedFile(file);
        TrueTypeFont font =
            openType ? new OTFParser().parse(bytes) : new TTFParser().parse(bytes)) {
      look.at(font);
    }
  }

  /** Null when the font lacks it or has it as pixels only. */
  private static Glyph glyph(TrueTypeFont font, int point) throws IOException {
    var lookup = font.getUnicodeCmapLookup(false);
    int id = lookup == null ? 0 : lookup.getGlyphId(point);
    if (id == 0) {
      return null;
    }
    GeneralPath path;
    if (font instanceof OpenTypeFont open && open.isPostScript()) {
      path = open.getCFF().getFont().getType2CharString(id).getPath();
    } else if (font.getGlyph() != null && font.getGlyph().getGlyph(id) != null) {
      path = font.getGlyph().getGlyph(id).getPath();
    } else {
      return null;
    }
    double unit = 1.0 / font.getUnitsPerEm();
    GeneralPath outline = new GeneralPath();
    outline.append(path.getPathIterator(AffineTransform.getScaleInstance(unit, -unit)), false);
    return new Glyph(outline, font.getAdvanceWidth(id) * unit);
  }
}
