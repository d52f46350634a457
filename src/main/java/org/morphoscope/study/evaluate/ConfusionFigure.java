package org.morphoscope.study.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.morphoscope.chart.Axis;
import org.morphoscope.chart.ColourScale;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Ink;
import org.morphoscope.chart.Mark;
import org.morphoscope.chart.Mark.Box;
import org.morphoscope.chart.Mark.Cell;
import org.morphoscope.chart.Panel;
import org.morphoscope.chart.Table;
import org.morphoscope.text.Texts;

/** The confusion matrix of a round as a figure: true classes downwards, predicted ones across. */
public final class ConfusionFigure {
  /** Name on the command line and of files. */
  public static final String NAME = "confusion";

  /** What it shows, in one line. */
  public static final String DESCRIPTION =
      "which classes the net of a round takes for which; needs the run's data";

  private static final double NUMBER_SIZE = 0.75;

  /** Classes beyond which numbers in the cells could not be read. */
  private static final int MOST_NUMBERED = 20;

  private ConfusionFigure() {}

  /**
   * {@return the figure}
   *
   * @param round what was found about it
   * @param origin of the run, in words, for the metadata
   */
  public static FigureSpec of(RecordedEvaluation round, Map<String, String> origin) {
    NetEvaluation found = round.found();
    int k = found.confusion().length;
    List<Axis.Tick> across = new ArrayList<>();
    List<Axis.Tick> down = new ArrayList<>();
    List<Cell> cells = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    List<Mark> numbers = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      String name = found.classes().get(i).name();
      across.add(new Axis.Tick(i, name));
      down.add(new Axis.Tick(k - 1 - i, name));
      int count = found.classes().get(i).count();
      for (int j = 0; j < k; j++) {
        double share = count == 0 ? 0 : (double) found.confusion()[i][j] / count;
        double y = k - 1 - i;
        cells.add(new Cell(new Box(j - 0.5, j + 0.5, y - 0.5, y + 0.5), share, i == j));
        if (k <= MOST_NUMBERED && found.confusion()[i][j] > 0) {
          numbers.add(
              new Mark.Label(
                  j,
                  y,
                  Texts.of("%d", found.confusion()[i][j]),
                  Mark.Side.CENTRE,
                  share > 0.5 ? Ink.WHITE : Ink.BLACK,
                  NUMBER_SIZE));
        }
      }
    }
    marks.add(new Mark.Cells(cells, ColourScale.from(0, 1, "Share of the true class", "")));
    marks.addAll(numbers);
    Axis x = Axis.linear("Predicted class", "").range(-0.5, k - 0.5).ticks(across);
    Axis y = Axis.linear("True class", "").range(-0.5, k - 0.5).ticks(down);
    return FigureSpec.of(
            NAME, "Confusion in round " + round.round(), List.of(Panel.of(x, y, marks)), origin)
        .data(table(round))
        .caption(
            Texts.of(
                "The net at the end of round %d on %,d %s images: rows are true classes, columns"
                    + " what they were taken for; accuracy %.2f %%, loss %.4f nats. Colour: share"
                    + " of the row. Framed: right answers.",
                round.round(),
                round.answers().size(),
                round.part(),
                100 * found.accuracy(),
                found.loss()));
  }

  private static Table table(RecordedEvaluation round) {
    NetEvaluation found = round.found();
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < found.confusion().length; i++) {
      for (int j = 0; j < found.confusion().length; j++) {
        rows.add(
            List.of(
                (long) round.round(),
                found.classes().get(i).name(),
                found.classes().get(j).name(),
                (long) found.confusion()[i][j]));
      }
    }
    return new Table(
        List.of(
            Table.Column.of("round", ""),
            Table.Column.of("true class", ""),
            Table.Column.of("predicted class", ""),
            Table.Column.of("images", "")),
        rows);
  }
}
