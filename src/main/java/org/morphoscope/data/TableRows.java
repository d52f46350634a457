package org.morphoscope.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of a table as real numbers, {@code [N, F]} in float, row-major, in the columns' own units.
 * Immutable and safe to share between threads.
 */
public final class TableRows {
  /** Most values of one table: 400 MB. */
  public static final int MAX_VALUES = 100_000_000;

  /** Most columns after text has become numbers. */
  public static final int MAX_COLUMNS = 4096;

  private final float[] values;
  private final List<String> columns;
  private final List<Range> ranges;

  /**
   * What a column holds.
   *
   * @param smallest value
   * @param largest value
   */
  record Range(double smallest, double largest) {
    private static final Range NONE = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private Range with(float value) {
      return value >= smallest && value <= largest
          ? this
          : new Range(Math.min(smallest, value), Math.max(largest, value));
    }
  }

  /**
   * Checks that the values are whole rows of finite numbers.
   *
   * @param values {@code [N, F]}, not copied
   * @param columns F names, none twice
   * @throws IllegalArgumentException when the lengths do not fit, names repeat, or a value is not
   *     finite
   */
  public TableRows(float[] values, List<String> columns) {
    this.values = values;
    this.columns = List.copyOf(columns);
    if (columns.isEmpty() || values.length % columns.size() != 0) {
      throw new IllegalArgumentException(
          values.length + " values are no whole rows of " + columns.size() + " columns");
    }
    if (columns.stream().distinct().count() < columns.size()) {
      throw new IllegalArgumentException("columns of one name: " + columns);
    }
    Range[] found = new Range[columns.size()];
    Arrays.fill(found, Range.NONE);
    for (int k = 0; k < values.length; k++) {
      if (!Float.isFinite(values[k])) {
        throw new IllegalArgumentException(
            "row " + k / columns.size() + ": " + values[k] + " is not a finite number");
      }
      found[k % found.length] = found[k % found.length].with(values[k]);
    }
    ranges = List.of(found);
  }

  /** {@return the number of rows, N} */
  public int size() {
    return values.length / columns.size();
  }

  /** {@return names of the columns, in their order} */
  public List<String> columns() {
    return columns;
  }

  /**
   * {@return a value in its column's own unit}
   *
   * @param row 0 to N - 1
   * @param column 0 to F - 1
   */
  public float value(int row, int column) {
    return values[row * columns.size() + column];
  }

  /** The smallest and largest value of a column. */
  Range range(int column) {
    return ranges.get(column);
  }

  /** The array that holds the values; read only. */
  float[] raw() {
    return values;
  }

  /** Feeds names and the given rows to a digest: big-endian bits of each float. */
  void digestInto(MessageDigest digest, int[] rows) {
    digest.update(String.join("\n", columns).getBytes(StandardCharsets.UTF_8));
    int length = columns.size();
    ByteBuffer bits = ByteBuffer.allocate(Float.BYTES * length);
    for (int row : rows) {
      bits.asFloatBuffer().put(values, row * length, length);
      digest.update(bits.array());
    }
  }
}
