package org.morphoscope.data;

import java.util.Arrays;
import org.morphoscope.text.Texts;

/**
 * A row of a table drawn as bars: one per column, up where its value is above the middle of what
 * the column holds in the table and down where it is below, as far as its share of the half range.
 *
 * @param table whose row it is
 * @param row 0 to N - 1
 */
record RowPicture(TableRows table, int row) {
  /** Pixels of the square. */
  static final int SIDE = 32;

  private static final int MOST_WORDS = 12;
  private static final int[] PAPER = {244, 244, 246};
  private static final int[] MIDDLE = {176, 178, 184};
  private static final int[] UP = {214, 110, 30};
  private static final int[] DOWN = {38, 98, 178};

  ShownImage shown() {
    return new ShownImage(pixels(), SIDE, SIDE, words());
  }

  private byte[] pixels() {
    byte[] pixels = new byte[SIDE * SIDE * 3];
    int columns = table.columns().size();
    double[] height = new double[columns];
    Arrays.setAll(height, this::height);
    for (int x = 0; x < SIDE; x++) {
      // of more columns than pixels, every so many
      int column = (int) ((long) x * columns / SIDE);
      boolean gap = columns <= SIDE / 4 && (x + 1) * columns / SIDE > column;
      int tip = (int) Math.round(height[column] * (SIDE / 2.0 - 1));
      for (int y = 0; y < SIDE; y++) {
        int above = SIDE / 2 - y;
        boolean bar = !gap && (tip > 0 ? above > 0 && above <= tip : above <= 0 && above > tip);
        int[] colour = bar ? (tip > 0 ? UP : DOWN) : above == 0 ? MIDDLE : PAPER;
        for (int c = 0; c < 3; c++) {
          pixels[(y * SIDE + x) * 3 + c] = (byte) colour[c];
        }
      }
    }
    return pixels;
  }

  /** From -1 for the smallest value of the column to 1 for the largest. */
  private double height(int column) {
    TableRows.Range range = table.range(column);
    double half = (range.largest() - range.smallest()) / 2;
    double middle = (range.largest() + range.smallest()) / 2;
    return half == 0 ? 0 : (table.value(row, column) - middle) / half;
  }

  private String words() {
    StringBuilder words = new StringBuilder();
    int columns = table.columns().size();
    for (int c = 0; c < Math.min(columns, MOST_WORDS); c++) {
      words.append(c == 0 ? "" : ", ");
      words.append(Texts.of("%s %.4g", table.columns().get(c), table.value(row, c)));
    }
    return columns > MOST_WORDS
        ? words.append(Texts.of(" and %d more", columns - MOST_WORDS)).toString()
        : words.toString();
  }
}
