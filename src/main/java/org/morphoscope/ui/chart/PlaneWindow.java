package org.morphoscope.ui.chart;

import java.util.Optional;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.AppIcon;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.kit.WindowPlace;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.DecisionPlane;
import org.morphoscope.ui.model.DecisionPlane.Dot;
import org.morphoscope.ui.model.SelectionState;

/** The decision as a plane, beside the window: what each candidate costs and brings. */
public final class PlaneWindow {
  private static final double WIDTH = 860;
  private static final double HEIGHT = 560;
  private static final String HINT =
      "Round: adds a channel; square: takes one out; filled: in the set. Below the line of \u03bb:"
          + " worth its price. Click one to select it.";

  private final Stage stage = new Stage();
  private final Stage owner;
  private final PlaneCanvas plane;
  private final Label title = new Label();
  private final Label readout = new Label(HINT);
  private final CheckBox logX = box("plane-log-x", "log \u0394R");
  private final CheckBox logY = box("plane-log-y", "log \u0394L");
  private final CheckBox errors = box("plane-errors", "standard errors");
  private Optional<DecisionPlane> shown = Optional.empty();
  private Set<CandidateKey> ringed = Set.of();
  private boolean linked;

  /**
   * @param owner window whose look it takes
   * @param fonts the window's typeface
   * @param selection is changed by a click
   * @param export opens the export of the figure
   */
  public PlaneWindow(Stage owner, Fonts fonts, SelectionState selection, Runnable export) {
    this.owner = owner;
    plane = new PlaneCanvas(fonts);
    title.setId("plane-title");
    title.getStyleClass().add("view-title");
    readout.setId("plane-readout");
    readout.getStyleClass().add("view-note");
    readout.setWrapText(true);
    Button figure = new Button("Export\u2026");
    figure.setId("plane-export");
    figure.setMinWidth(Region.USE_PREF_SIZE);
    // the export opens in the window below, which this one would cover
    figure.setOnAction(
        e -> {
          stage.close();
          export.run();
        });
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox header = new HBox(14, title, space, logX, logY, errors, figure);
    header.setAlignment(Pos.CENTER_LEFT);
    header.setPadding(new Insets(10, 14, 4, 14));
    VBox.setMargin(readout, new Insets(4, 14, 10, 14));
    VBox.setVgrow(plane, Priority.ALWAYS);
    plane.addEventHandler(MouseEvent.MOUSE_MOVED, e -> read(e.getX(), e.getY()));
    plane.addEventHandler(MouseEvent.MOUSE_EXITED, e -> readout.setText(HINT));
    plane.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        e -> {
          if (e.getButton() == MouseButton.PRIMARY && linked) {
            plane.at(e.getX(), e.getY()).ifPresent(dot -> selection.select(Set.of(dot.key())));
          }
        });
    selection.selectedProperty().addListener((o, was, now) -> ring(now));
    Scene scene = new Scene(new VBox(header, plane, readout), WIDTH, HEIGHT);
    stage.initOwner(owner);
    AppIcon.on(stage);
    stage.setTitle("Decision");
    stage.setScene(scene);
    WindowPlace.closeOnEscape(stage);
  }

  private CheckBox box(String id, String words) {
    CheckBox box = new CheckBox(words);
    box.setId(id);
    box.setMinWidth(Region.USE_PREF_SIZE);
    box.setOnAction(e -> draw());
    return box;
  }

  /** Opens the window, or brings it to the front. */
  public void open() {
    Scene scene = stage.getScene();
    scene.getRoot().getStyleClass().setAll(owner.getScene().getRoot().getStyleClass());
    scene.getStylesheets().setAll(owner.getScene().getStylesheets());
    WindowPlace.show(stage, WIDTH, HEIGHT);
  }

  /** {@return whether it is open, so that it has to be kept up to date} */
  public boolean isOpen() {
    return stage.isShowing();
  }

  /**
   * Shows the set under decision, or the one that was decided.
   *
   * @param decision empty where nothing was proposed
   * @param selectable whether its channels are those of the other views, and not of the net before
   *     it grew
   */
  public void show(Optional<DecisionPlane> decision, boolean selectable) {
    shown = decision;
    linked = selectable;
    title.setText(
        decision
            .map(of -> "Round " + of.round() + ": " + of.dots().size() + " candidates")
            .orElse("Nothing is proposed at this moment."));
    draw();
  }

  private void ring(Set<CandidateKey> keys) {
    ringed = keys;
    draw();
  }

  private void draw() {
    plane.show(
        shown,
        linked ? ringed : Set.of(),
        new PlaneLook(logX.isSelected(), logY.isSelected(), errors.isSelected()));
  }

  private void read(double x, double y) {
    readout.setText(plane.at(x, y).map(PlaneWindow::words).orElse(HINT));
  }

  private static String words(Dot dot) {
    return Texts.of(
        dot.price() < 0
            ? "%s%s: \u0394L %s, \u0394R %s, costs %s per unit freed%s"
            : "%s%s: \u0394L %s, \u0394R %s, %s saved per unit%s",
        Character.toUpperCase(dot.name().charAt(0)),
        dot.name().substring(1),
        Formats.delta(dot.delta(), dot.error()),
        Formats.signedCount(Math.round(dot.change())),
        Formats.scientific(dot.gainPerUnit()),
        dot.chosen() ? ", in the set" : "");
  }

  /**
   * Draws in the colours of a theme.
   *
   * @param theme light or dark
   */
  public void setTheme(Theme theme) {
    stage.getScene().getRoot().getStyleClass().removeAll("theme-light", "theme-dark");
    stage
        .getScene()
        .getRoot()
        .getStyleClass()
        .add(theme == Theme.DARK ? "theme-dark" : "theme-light");
    plane.setTheme(theme);
  }
}
