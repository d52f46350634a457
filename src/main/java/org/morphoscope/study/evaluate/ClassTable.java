package org.morphoscope.study.evaluate;

import java.util.List;
import org.morphoscope.chart.Table;
import org.morphoscope.chart.Table.Column;

/** Precision, recall and F1 of every class as a table. */
public final class ClassTable {
  private static final int DECIMALS = 4;

  private ClassTable() {}

  /**
   * {@return a row per class, in the order of the net's outputs}
   *
   * @param found about a net
   */
  public static Table of(NetEvaluation found) {
    return new Table(
        List.of(
            Column.of("class", ""),
            Column.of("images", ""),
            new Column("precision", "", DECIMALS),
            new Column("recall", "", DECIMALS),
            new Column("F1", "", DECIMALS)),
        found.classes().stream()
            .<List<Object>>map(
                each ->
                    List.of(
                        each.name(),
                        (long) each.count(),
                        each.precision(),
                        each.recall(),
                        each.f1()))
            .toList());
  }
}
