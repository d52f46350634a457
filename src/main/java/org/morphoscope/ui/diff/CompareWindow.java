package org.morphoscope.ui.diff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Architecture;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.graph.GraphView;
import org.morphoscope.ui.kit.AppIcon;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.kit.WindowPlace;
import org.morphoscope.ui.model.CellMark;
import org.morphoscope.ui.model.NetDiff;
import org.morphoscope.ui.model.SelectionState;

/** The window that compares two moments. Made and used on the JavaFX thread. */
public final class CompareWindow {
  private static final double WIDTH = 1180;
  private static final double HEIGHT = 760;

  private final Stage stage = new Stage();
  private final Scene scene;
  private final GraphView left;
  private final GraphView right;
  private final DiffTable table = new DiffTable();
  private final ComboBox<ComparedSide.Choice> leftMoment = moments("compare-left-moment", "Left");
  private final ComboBox<ComparedSide.Choice> rightMoment =
      moments("compare-right-moment", "Right");
  private final Label leftRun = new Label();
  private final Label rightRun = new Label();
  private final Label summary = new Label();
  private final DiffLegend legend = new DiffLegend();
  private ComparedRun first;
  private ComparedRun second;
  private boolean filling;

  /**
   * @param owner the first window
   * @param background where layouts are computed
   * @param style address of the style sheet
   * @param chooseRun asks for another run and hands it on once it is read
   * @param failed told when a layout fails
   */
  public CompareWindow(
      Stage owner,
      Fx background,
      String style,
      Consumer<Consumer<ComparedRun>> chooseRun,
      Consumer<Throwable> failed) {
    left = graph(background, failed, "compare-left");
    right = graph(background, failed, "compare-right");
    left.link(right);
    right.quantityProperty().bindBidirectional(left.quantityProperty());
    summary.setId("compare-summary");
    summary.getStyleClass().add("view-note");
    summary.setWrapText(true);
    Button other = new Button("Other run\u2026");
    other.setId("compare-other");
    other.setMinWidth(Region.USE_PREF_SIZE);
    other.setTooltip(new Tooltip("Compare with a moment of another recorded run"));
    other.setOnAction(e -> chooseRun.accept(this::showOther));
    HBox heads =
        new HBox(
            24, head("Left", leftRun, leftMoment), head("Right", rightRun, rightMoment, other));
    heads.setPadding(new Insets(10, 12, 4, 12));
    VBox top = new VBox(4, heads, summary, legend);
    VBox.setMargin(summary, new Insets(0, 12, 0, 12));
    SplitPane graphs = new SplitPane(left, right);
    SplitPane all = new SplitPane(graphs, table);
    all.setOrientation(Orientation.VERTICAL);
    all.setDividerPositions(0.68);
    BorderPane root = new BorderPane(all);
    root.setTop(top);
    root.setId("compare-root");
    root.getStyleClass().addAll("window-root", "view");
    scene = new Scene(root, WIDTH, HEIGHT);
    scene.getStylesheets().add(style);
    scene.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.F) {
            fit();
          }
        });
    leftMoment.valueProperty().addListener(o -> refresh());
    rightMoment.valueProperty().addListener(o -> refresh());
    stage.initOwner(owner);
    AppIcon.on(stage);
    stage.setTitle("Compare");
    stage.setScene(scene);
    WindowPlace.closeOnEscape(stage);
  }

  private static GraphView graph(Fx background, Consumer<Throwable> failed, String id) {
    GraphView graph = new GraphView(background, Fonts.load(), new SelectionState(), failed);
    graph.setId(id);
    graph.setReduceMotion(true);
    graph.compares();
    graph.setMinWidth(0);
    return graph;
  }

  private static ComboBox<ComparedSide.Choice> moments(String id, String side) {
    ComboBox<ComparedSide.Choice> box = new ComboBox<>();
    box.setId(id);
    box.setAccessibleText(side + " moment");
    box.setMinWidth(Region.USE_PREF_SIZE);
    return box;
  }

  private static HBox head(String side, Label run, Node... controls) {
    Label name = new Label(side);
    name.getStyleClass().add("view-title");
    name.setMinWidth(Region.USE_PREF_SIZE);
    run.getStyleClass().add("view-note");
    run.setMinWidth(0);
    HBox box = new HBox(8, name);
    box.getChildren().addAll(controls);
    box.getChildren().add(run);
    box.setAlignment(Pos.CENTER_LEFT);
    box.setPrefWidth(WIDTH / 2);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  /** Shows both nets whole, with equal zoom. */
  private void fit() {
    left.fit();
  }

  /**
   * Follows the theme of the first window.
   *
   * @param theme light or dark
   */
  public void setTheme(Theme theme) {
    scene.getRoot().getStyleClass().removeAll("theme-light", "theme-dark");
    scene.getRoot().getStyleClass().add(theme == Theme.DARK ? "theme-dark" : "theme-light");
    left.setTheme(theme);
    right.setTheme(theme);
    legend.setTheme(theme);
  }

  /**
   * Compares two moments of a run.
   *
   * @param run with its recording
   * @param leftNumber event whose moment is on the left
   * @param rightNumber event whose moment is on the right
   */
  public void show(ComparedRun run, int leftNumber, int rightNumber) {
    first = run;
    second = run;
    fill(Math.min(leftNumber, rightNumber), Math.max(leftNumber, rightNumber));
    WindowPlace.show(stage, WIDTH, HEIGHT);
  }

  /**
   * Compares with the last moment of another run.
   *
   * @param run which is shown on the right
   */
  public void showOther(ComparedRun run) {
    second = run;
    fill(
        leftMoment.getValue().number(),
        run.recording().entries().get(run.recording().entries().size() - 1).number());
  }

  private void fill(int leftNumber, int rightNumber) {
    filling = true;
    choose(leftMoment, first, leftNumber);
    choose(rightMoment, second, rightNumber);
    filling = false;
    leftRun.setText(first.name());
    rightRun.setText(second.name());
    refresh();
  }

  private static void choose(ComboBox<ComparedSide.Choice> box, ComparedRun run, int number) {
    List<ComparedSide.Choice> choices = ComparedSide.choices(run.recording(), number);
    box.getItems().setAll(choices);
    box.setValue(
        choices.stream().filter(c -> c.number() == number).findFirst().orElse(choices.get(0)));
  }

  private void refresh() {
    if (filling || leftMoment.getValue() == null || rightMoment.getValue() == null) {
      return;
    }
    ComparedSide before = ComparedSide.of(first, leftMoment.getValue().number());
    ComparedSide after = ComparedSide.of(second, rightMoment.getValue().number());
    Architecture net = before.model().architecture().orElseThrow();
    Architecture other = after.model().architecture().orElseThrow();
    boolean oneRun = before.runId().equals(after.runId());
    boolean swapped = oneRun && before.number() > after.number();
    NetDiff diff =
        !oneRun
            ? NetDiff.across(net, other)
            : swapped
                ? NetDiff.within(other, net, after.lineage())
                : NetDiff.within(net, other, before.lineage());
    Map<UnitId, CellMark> leftMarks = swapped ? diff.right() : diff.left();
    Map<UnitId, CellMark> rightMarks = swapped ? diff.left() : diff.right();
    int[] widths = net.spec().widths();
    int[] others = other.spec().widths();
    boolean alike = widths.length == others.length;
    left.show(Optional.of(before.moment(leftMarks, alike && !swapped ? others : widths)));
    right.show(Optional.of(after.moment(rightMarks, alike && swapped ? widths : others)));
    table.show(before, after, swapped ? NetDiff.across(net, other) : diff);
    summary.setText(words(diff));
    legend.show(diff.exact());
  }

  private static String words(NetDiff diff) {
    if (!diff.exact()) {
      return "Two runs: channels have no common identity, so layers are compared by name and width.";
    }
    return Texts.of(
        "Since the earlier moment: %s split, %s pruned; %s born by splits, %s as new neurons.",
        Formats.plural(NetDiff.count(diff.left(), CellMark.SPLIT), "channel"),
        Formats.count(NetDiff.count(diff.left(), CellMark.PRUNE)),
        Formats.count(NetDiff.count(diff.right(), CellMark.SPLIT)),
        Formats.count(NetDiff.count(diff.right(), CellMark.NEW_NEURON)));
  }

  /** {@return whether the window is open} */
  public boolean isShowing() {
    return stage.isShowing();
  }

  /** Closes the window; it can be shown again. */
  public void close() {
    stage.close();
  }

  /** {@return the content of the window, for pictures and tests} */
  public Scene scene() {
    return scene;
  }
}
