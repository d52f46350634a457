package org.morphoscope.ui.candidates;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.morphoscope.run.LayerScores.ScoreQuantity;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Glyph;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Terms;
import org.morphoscope.ui.model.CandidateRow;

/** The columns of the table. */
final class CandidateColumns {
  private static final PseudoClass REASON = PseudoClass.getPseudoClass("reason");
  private static final String CHANGE = "\u0394L \u00b1 s.e., nats";

  private final Label score = new Label(CHANGE);
  private final Tooltip explanation = new Tooltip(Terms.DELTA);
  private Palette palette;

  CandidateColumns(Palette palette) {
    this.palette = palette;
  }

  /** Names what the scores are: a rival's quantity, or the predicted change of the loss. */
  void setQuantity(Optional<ScoreQuantity> quantity) {
    score.setText(quantity.map(q -> "Score \u00b1 s.e.").orElse(CHANGE));
    explanation.setText(
        quantity
            .map(
                q ->
                    (q.unit().isEmpty() ? q.name() : q.name() + ", in " + q.unit())
                        + ".\nNegative is good. By the method that this run grows by.")
            .orElse(Terms.DELTA));
  }

  void setPalette(Palette palette) {
    this.palette = palette;
  }

  List<TableColumn<CandidateRow, ?>> all() {
    return List.of(
        state(),
        text(
            "morphism",
            "Kind",
            50,
            r -> Terms.name(r.key().kind()),
            Terms.SPLIT + "\n" + Terms.PRUNE + "\n" + Terms.NEW),
        text(
            "layer",
            "Layer",
            60,
            CandidateRow::layer,
            "The layer the channel belongs to; +1 says that one more layer shares its channels"),
        number(
            "channel",
            "Ch.",
            46,
            r -> r.number(),
            CandidateRow::channel,
            "Channel, counted from 0; # counts the candidates for new neurons"),
        delta(),
        number(
            "dr",
            "\u0394R",
            58,
            r -> r.parameterChange(),
            r -> Formats.signedCount(r.parameterChange()),
            Terms.RESOURCE),
        number(
            "gain",
            "Gain/par.",
            76,
            CandidateRow::gainPerParameter,
            r -> Formats.scientific(r.gainPerParameter()),
            Terms.GAIN_PER_PARAMETER + "\n" + Terms.LAMBDA));
  }

  private TableColumn<CandidateRow, CandidateRow.State> state() {
    TableColumn<CandidateRow, CandidateRow.State> column =
        column("state", "State", 122, Terms.STATE);
    // the words of a row that is in no set change with the set
    column.setCellValueFactory(
        row ->
            Bindings.createObjectBinding(
                row.getValue()::state,
                row.getValue().stateProperty(),
                row.getValue().whyNotProperty()));
    column.setCellFactory(unused -> new StateCell());
    return column;
  }

  private TableColumn<CandidateRow, Number> delta() {
    TableColumn<CandidateRow, Number> column = column("delta", score, 138, explanation);
    column.setCellValueFactory(row -> row.getValue().deltaProperty());
    column.setCellFactory(
        unused -> new TextCell<>(row -> Formats.delta(row.delta(), row.error()), Pos.CENTER_RIGHT));
    column.setComparator((a, b) -> Double.compare(a.doubleValue(), b.doubleValue()));
    RowOrder.numbers(column, CandidateRow::delta);
    return column;
  }

  private static TableColumn<CandidateRow, String> text(
      String id,
      String title,
      double width,
      Function<CandidateRow, String> value,
      String explanation) {
    TableColumn<CandidateRow, String> column = column(id, title, width, explanation);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
    return column;
  }

  private static TableColumn<CandidateRow, Number> number(
      String id,
      String title,
      double width,
      ToDoubleFunction<CandidateRow> value,
      Function<CandidateRow, String> text,
      String explanation) {
    TableColumn<CandidateRow, Number> column = column(id, title, width, explanation);
    column.setCellValueFactory(
        row -> row.getValue().deltaProperty().map(delta -> value.applyAsDouble(row.getValue())));
    column.setCellFactory(unused -> new TextCell<>(text, Pos.CENTER_RIGHT));
    column.setComparator((a, b) -> Double.compare(a.doubleValue(), b.doubleValue()));
    RowOrder.numbers(column, value);
    return column;
  }

  /** A column whose title is a label, so that it can carry an explanation. */
  private static <T> TableColumn<CandidateRow, T> column(
      String id, String title, double width, String explanation) {
    return column(id, new Label(title), width, new Tooltip(explanation));
  }

  private static <T> TableColumn<CandidateRow, T> column(
      String id, Label label, double width, Tooltip tip) {
    TableColumn<CandidateRow, T> column = new TableColumn<>();
    tip.setWrapText(true);
    tip.setMaxWidth(320);
    label.setTooltip(tip);
    column.setGraphic(label);
    column.setId("column-" + id);
    column.setPrefWidth(width);
    column.setMinWidth(width * 0.8);
    return column;
  }

  private static final class TextCell<T> extends TableCell<CandidateRow, T> {
    private final Function<CandidateRow, String> text;

    TextCell(Function<CandidateRow, String> text, Pos alignment) {
      this.text = text;
      setAlignment(alignment);
    }

    @Override
    protected void updateItem(T item, boolean empty) {
      super.updateItem(item, empty);
      CandidateRow row = empty ? null : getTableRow().getItem();
      setText(row == null ? null : text.apply(row));
    }
  }

  private final class StateCell extends TableCell<CandidateRow, CandidateRow.State> {
    private final Tooltip meaning = new Tooltip();

    @Override
    protected void updateItem(CandidateRow.State state, boolean empty) {
      super.updateItem(state, empty);
      CandidateRow row = empty ? null : getTableRow().getItem();
      if (row == null || state == null) {
        setText(null);
        setGraphic(null);
        setTooltip(null);
        pseudoClassStateChanged(REASON, false);
        return;
      }
      boolean open = state == CandidateRow.State.OPEN && !row.whyNot().isEmpty();
      setText(open ? row.whyNot().brief() : state.title());
      pseudoClassStateChanged(REASON, open);
      meaning.setText(
          open
              ? "Not in the set: " + row.whyNot().whole() + ". Why? (W) says more."
              : state.meaning());
      setTooltip(meaning);
      Glyph glyph =
          switch (state) {
            case APPROVED -> Glyph.TICK;
            case APPLIED, CHOSEN -> Glyph.of(row.key().kind());
            case VETOED -> Glyph.CROSS;
            case DEFERRED -> Glyph.DOTS;
            case LOCKED -> Glyph.LOCK;
            case TAKEN_BACK, OPEN -> null;
          };
      setGraphic(glyph == null ? null : glyph.icon(palette));
    }
  }
}
