package org.morphoscope.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.morphoscope.history.Lineage;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.Heat;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.SelectionState;

/** The network graph with its header, its legend and the card beside the pointer. */
public final class GraphView extends VBox {
  /** Size of the captions on a stage, as a multiple of their size beside the cells. */
  private static final double STAGE_TYPE = 1.9;

  /** Largest scale at which a whole net is shown on a stage. */
  private static final double STAGE_FIT = 3;

  private final SelectionState selection;
  private final Pane viewport = new Pane();
  private final GraphPointer pointer;
  private final CameraFollower eye = new CameraFollower(new Camera(), viewport);
  private final ObjectProperty<Quantity> quantity =
      new SimpleObjectProperty<>(this, "quantity", Quantity.SPLIT_GAIN);
  private final GraphCaptions captions = new GraphCaptions(quantity, this::fit);
  private final GraphCanvas canvas;
  private final Layouts layouts;
  private final LayerMenu menu = new LayerMenu();

  private GraphGeometry geometry;
  private RunSnapshot shown;
  private RunSnapshot wanted;
  private Heat heat;
  private Optional<FileColours> colours = Optional.empty();
  private Palette palette = Theme.LIGHT.palette();
  private ColourScale scale = ColourScale.of(true, palette);
  private boolean reduceMotion;
  private double type = 1;

  /**
   * @param fx where layouts are computed
   * @param fonts the window's typeface
   * @param selection shared by all views
   * @param failed told when a layout fails
   */
  public GraphView(Fx fx, Fonts fonts, SelectionState selection, Consumer<Throwable> failed) {
    this.selection = selection;
    this.pointer = new GraphPointer(fonts);
    this.canvas = new GraphCanvas(viewport, eye.camera(), fonts, this::frame);
    this.layouts = new Layouts(fx, failed);
    setId("graph-view");
    getStyleClass().add("view");
    viewport.setId("graph-canvas");
    viewport.getStyleClass().add("graph-viewport");
    viewport.getChildren().add(pointer.card());
    viewport.setMinSize(80, 80);
    StackPane middle = new StackPane(viewport);
    VBox.setVgrow(middle, Priority.ALWAYS);
    getChildren().addAll(captions.header(), middle, captions.legend());
    viewport.widthProperty().addListener(o -> resized());
    viewport.heightProperty().addListener(o -> resized());
    selection.selectedProperty().addListener(o -> canvas.changed());
    quantity.addListener(o -> colourByQuantity());
    pointer.card().setMore((moment, unit) -> colours.map(c -> c.line(moment, unit)).orElse(""));
    new GraphMouse(this, viewport, eye.camera()).install();
    viewport.setOnContextMenuRequested(e -> menu.open(geometry, eye.camera(), shown, e));
  }

  /** Loads what lays out, so that the first net need not wait for it. */
  public void warmUp() {
    layouts.warmUp();
  }

  /**
   * Told the width group whose lock a person wants to change.
   *
   * @param listener gets the index of the group, on the JavaFX thread
   */
  public void setOnLock(IntConsumer listener) {
    menu.setOnToggled(listener);
  }

  /**
   * Told when the picture is to be exported; offered in the menu of the graph.
   *
   * @param listener called on the JavaFX thread
   */
  public void setOnExport(Runnable listener) {
    menu.setOnExport(listener);
  }

  /** Leaves the signs out of the legend, where they mean something else than a decision. */
  public void explainNoSigns() {
    captions.legend().setSigns(false);
  }

  /**
   * Shows a moment; lays out first when the net differs from the one on show.
   *
   * @param moment net, scores and marks; empty before the first net
   */
  public void show(Optional<RunSnapshot> moment) {
    wanted = moment.orElse(null);
    if (wanted == null) {
      clear();
    } else if (geometry != null && sameNet(wanted)) {
      adopt(geometry, wanted);
    } else {
      layouts
          .made(wanted.architecture().spec(), wanted.newPerGroup(), type)
          .ifPresentOrElse(made -> adopt(made, wanted), this::layOut);
    }
  }

  /**
   * Shows later scores of the moment on show: the cells at once, words and legend when told.
   *
   * @param moment of the net on show; another one is shown as by {@link #show}
   */
  public void showScores(Optional<RunSnapshot> moment) {
    if (!isSettled() || moment.isEmpty() || !sameNet(moment.get())) {
      show(moment);
      return;
    }
    wanted = moment.get();
    shown = wanted;
    heat = heat();
    canvas.changed();
  }

  private Heat heat() {
    return colours.map(c -> c.heat(shown)).orElseGet(() -> Heat.of(shown, quantity.get()));
  }

  /**
   * Colours the channels by the scores of a file, until another quantity is chosen or the colours
   * are taken back.
   *
   * @param file see {@link org.morphoscope.selection.ScoreFile}
   * @throws IOException in one sentence when it cannot be read or does not fit the net on show
   */
  public void colourBy(Path file) throws IOException {
    if (shown == null) {
      throw new IOException(
          file + ": expected a net on show to colour, found none; open a run first");
    }
    setColours(Optional.of(FileColours.read(file, shown)));
  }

  /** Back to the colours of the quantity that is chosen. */
  public void colourByQuantity() {
    setColours(Optional.empty());
  }

  private void setColours(Optional<FileColours> by) {
    colours = by;
    captions.header().showFile(by.map(FileColours::name).orElse(""));
    rescale();
  }

  /**
   * Told when the colours of a file are wanted, {@code true}, or not any more.
   *
   * @param listener answers with {@link #colourBy} or {@link #colourByQuantity}
   */
  public void setOnColourFile(Consumer<Boolean> listener) {
    captions.header().setOnFile(listener);
  }

  private boolean sameNet(RunSnapshot moment) {
    return geometry.fits(moment.architecture().spec(), moment.newPerGroup(), type);
  }

  private void clear() {
    geometry = null;
    shown = null;
    eye.look(null);
    pointer.leave();
    captions.clear();
    canvas.changed();
  }

  private void layOut() {
    if (geometry == null) {
      captions.layingOut(wanted.architecture().spec().name());
    }
    layouts.make(
        wanted.architecture().spec(),
        wanted.newPerGroup(),
        type,
        () -> show(Optional.ofNullable(wanted)));
  }

  private void adopt(GraphGeometry next, RunSnapshot moment) {
    boolean changed = geometry != next;
    boolean grown = geometry != null && geometry.type() == next.type();
    if (changed && grown && shown != null && !reduceMotion) {
      canvas.grow(new Growth(geometry, shown.architecture(), System.nanoTime()));
    }
    geometry = next;
    shown = moment;
    if (changed) {
      eye.look(next);
      pointer.leave();
    }
    recolour();
  }

  private void rescale() {
    scale = ColourScale.of(colours.isEmpty() && quantity.get().diverging(), palette);
    recolour();
  }

  private void recolour() {
    canvas.changed();
    if (shown == null) {
      return;
    }
    heat = heat();
    captions.show(shown, heat, quantity.get(), scale, palette);
  }

  private void resized() {
    eye.resized();
    canvas.changed();
  }

  /**
   * {@return the number of channels of each width group of the net on show; empty when there is
   * none}
   */
  public List<Integer> shownWidths() {
    int[] widths = shown == null ? new int[0] : shown.architecture().spec().widths();
    return Arrays.stream(widths).boxed().toList();
  }

  /** {@return whether the moment that was asked for last is on show, not laid out still} */
  public boolean isSettled() {
    return shown != null && shown == wanted;
  }

  /** Shows the whole net and follows its growth until the next zoom or pan. */
  public void fit() {
    eye.fit();
    canvas.changed();
  }

  /**
   * Brings a channel into view, large enough to be seen, and draws the eye to it. Does nothing when
   * the net on show has no such channel.
   *
   * @param unit a channel, or a place for a new neuron
   */
  public void reveal(UnitId unit) {
    if (geometry != null && geometry.holds(unit)) {
      canvas.ring(eye.reveal(unit, System.nanoTime(), reduceMotion));
    }
  }

  /**
   * Brings a layer into view and draws the eye to it.
   *
   * @param layer index among the layers of the net; nothing happens when it has no such layer
   */
  public void revealLayer(int layer) {
    if (geometry != null && layer >= 0 && layer < geometry.spec().layers().size()) {
      canvas.ring(eye.revealLayer(layer, System.nanoTime(), reduceMotion));
    }
  }

  /**
   * From now on both show the same place with the same zoom, whichever is moved.
   *
   * @param other of another net, or of the same at another time
   */
  public void link(GraphView other) {
    eye.link(other.eye, other.canvas::changed);
    other.eye.link(eye, canvas::changed);
  }

  /**
   * Takes the colours of a theme.
   *
   * @param theme light or dark
   */
  public void setTheme(Theme theme) {
    palette = theme.palette();
    rescale();
  }

  /**
   * Large captions for the back row of a lecture hall, or the normal ones; fits the view anew.
   *
   * @param stage whether the captions are to be large
   */
  public void setStage(boolean stage) {
    type = stage ? STAGE_TYPE : 1;
    eye.setLargestFit(stage ? STAGE_FIT : Camera.LARGEST_FIT);
    if (wanted != null) {
      show(Optional.of(wanted));
    }
    fit();
  }

  /**
   * Whether newborn channels appear without movement.
   *
   * @param reduce whether motion is to be reduced
   */
  public void setReduceMotion(boolean reduce) {
    reduceMotion = reduce;
  }

  /** {@return what the colours of the channels mean; may be set} */
  public ObjectProperty<Quantity> quantityProperty() {
    return quantity;
  }

  /** The camera was moved by hand: it stays where it is from now on. */
  void moved() {
    eye.moved();
    canvas.changed();
  }

  void hover(MouseEvent event) {
    if (pointer.at(eye.unitAt(event.getX(), event.getY()), shown, palette, event, viewport)) {
      canvas.changed();
    }
  }

  /**
   * {@return cells that are highlighted because they stem from the same channel as the one hovered
   * over}
   */
  public Set<UnitId> kin() {
    return pointer.kin();
  }

  /**
   * Tells who stems from whom.
   *
   * @param known lineage of the run on show
   */
  public void setLineage(Lineage known) {
    pointer.setLineage(known);
  }

  void leave() {
    if (pointer.leave()) {
      canvas.changed();
    }
  }

  void click(MouseEvent event) {
    if (geometry == null || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    UnitId unit = eye.unitAt(event.getX(), event.getY());
    if (unit == null) {
      selection.clear();
      return;
    }
    CandidateKey key =
        new CandidateKey(shown.isNew(unit) ? MorphKind.NEW_NEURON : quantity.get().kind(), unit);
    if (event.isShortcutDown() || event.isShiftDown()) {
      selection.toggle(key);
    } else {
      selection.select(Set.of(key));
    }
  }

  /**
   * {@return the middle of a channel's cell in coordinates of the viewport; empty when it is not on
   * show}
   *
   * @param unit a channel, or a place for a new neuron
   */
  public Optional<Point2D> placeOf(UnitId unit) {
    return geometry == null ? Optional.empty() : Optional.of(eye.placeOf(unit));
  }

  /** {@return the pane that {@link #placeOf} measures in} */
  public Pane viewport() {
    return viewport;
  }

  private GraphScene frame(Growth growth, Pulse pulse, long now) {
    return geometry == null || shown == null
        ? null
        : new GraphScene(
            geometry,
            shown,
            heat,
            scale,
            palette,
            selection.units(),
            pointer.hovered(),
            pointer.kin(),
            growth,
            pulse,
            now);
  }
}
