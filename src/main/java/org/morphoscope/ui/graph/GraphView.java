package org.morphoscope.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.morphoscope.history.Lineage;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.SelectionState;

/** The network graph with its header, its legend and the card beside the pointer. */
public final class GraphView extends VBox {
  /** Size of the captions on a stage, as a multiple of their size beside the cells. */
  static final double STAGE_TYPE = 1.9;

  /** Largest scale at which a whole net is shown on a stage. */
  static final double STAGE_FIT = 3;

  private final SelectionState selection;
  private final Pane viewport = new Pane();
  private final GraphPointer pointer;
  private final CameraFollower eye = new CameraFollower(new Camera(), viewport);
  private final GraphColours colours = new GraphColours();
  private final GraphCaptions captions = new GraphCaptions(colours.quantityProperty(), this::fit);
  private final GraphCanvas canvas;
  private final Layouts layouts;
  private final LayerMenu menu = new LayerMenu();

  private final ShownNet net;
  private boolean reduceMotion;

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
    this.canvas.setOnMoved(this::moved);
    this.layouts = new Layouts(fx, failed);
    this.net = new ShownNet(layouts, new OnShow());
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
    colours.quantityProperty().addListener(o -> colourByQuantity());
    pointer.card().setMore(colours::line);
    GraphPicking picking =
        new GraphPicking(net, eye, colours, selection, pointer, menu, viewport, canvas::changed);
    new GraphHands(picking, this::moved, viewport, eye.camera()).install();
    viewport.setOnContextMenuRequested(picking::openMenu);
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

  /**
   * Offers what can be done about the channel under the pointer, which a right click selects.
   *
   * @param lines asked for fresh lines whenever the menu opens
   */
  public void setMarks(Supplier<List<MenuItem>> lines) {
    menu.setMarks(lines);
  }

  /** Leaves out what belongs to a decision or to one net: signs of the legend, colours by file. */
  public void compares() {
    captions.compares();
  }

  /**
   * Shows a moment; lays out first when the net differs from the one on show.
   *
   * @param moment net, scores and marks; empty before the first net
   */
  public void show(Optional<RunSnapshot> moment) {
    net.show(moment);
  }

  /**
   * Shows later scores of the moment on show: the cells at once, words and legend when told.
   *
   * @param moment of the net on show; another one is shown as by {@link #show}
   */
  public void showScores(Optional<RunSnapshot> moment) {
    net.showScores(moment);
  }

  /**
   * Colours the channels by the scores of a file, until another quantity is chosen or the colours
   * are taken back.
   *
   * @param file see {@link org.morphoscope.selection.ScoreFile}
   * @throws IOException in one sentence when it cannot be read or does not fit the net on show
   */
  public void colourBy(Path file) throws IOException {
    if (net.moment() == null) {
      throw new IOException(
          file + ": expected a net on show to colour, found none; open a run first");
    }
    setColours(Optional.of(FileColours.read(file, net.moment())));
  }

  /** Back to the colours of the quantity that is chosen. */
  public void colourByQuantity() {
    setColours(Optional.empty());
  }

  private void setColours(Optional<FileColours> by) {
    colours.setFile(by);
    captions.header().showFile(by.map(FileColours::name).orElse(""));
    recolour();
  }

  /**
   * Told when the colours of a file are wanted, {@code true}, or not any more.
   *
   * @param listener answers with {@link #colourBy} or {@link #colourByQuantity}
   */
  public void setOnColourFile(Consumer<Boolean> listener) {
    captions.header().setOnFile(listener);
  }

  /** Brings the rest of the view up to date with the net on show. */
  private final class OnShow implements ShownNet.Listener {
    @Override
    public void cleared() {
      eye.look(null);
      pointer.leave();
      captions.clear();
      canvas.changed();
    }

    @Override
    public void layingOut(String name) {
      captions.layingOut(name);
    }

    @Override
    public void shown(boolean other, Optional<Growth> from) {
      from.filter(growth -> !reduceMotion).ifPresent(canvas::grow);
      if (other) {
        eye.look(net.geometry());
        pointer.leave();
      }
      recolour();
    }

    @Override
    public void rescored() {
      colours.take(net.moment());
      canvas.changed();
    }
  }

  private void recolour() {
    canvas.changed();
    if (net.moment() != null) {
      colours.take(net.moment());
      captions.show(net.moment(), colours);
    }
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
    return net.widths();
  }

  /** {@return whether the moment that was asked for last is on show, not laid out still} */
  public boolean isSettled() {
    return net.isSettled();
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
    if (net.holds(unit)) {
      canvas.ring(eye.reveal(unit, System.nanoTime(), reduceMotion));
    }
  }

  /**
   * Brings a layer into view and draws the eye to it.
   *
   * @param layer index among the layers of the net; nothing happens when it has no such layer
   */
  public void revealLayer(int layer) {
    if (net.holdsLayer(layer)) {
      canvas.ring(eye.revealLayer(layer, System.nanoTime(), reduceMotion));
    }
  }

  /**
   * From now on both show the same layer with the same zoom, whichever is moved.
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
    colours.setPalette(theme.palette());
    recolour();
  }

  /**
   * Large captions for the back row of a lecture hall, or the normal ones; fits the view anew.
   *
   * @param stage whether the captions are to be large
   */
  public void setStage(boolean stage) {
    eye.setLargestFit(stage ? STAGE_FIT : Camera.LARGEST_FIT);
    net.setType(stage ? STAGE_TYPE : 1);
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

  /** {@return whether motion is reduced} */
  public boolean reducesMotion() {
    return reduceMotion;
  }

  /** {@return what the colours of the channels mean; may be set} */
  public ObjectProperty<Quantity> quantityProperty() {
    return colours.quantityProperty();
  }

  /** The camera was moved by hand: it stays where it is from now on. */
  private void moved() {
    eye.moved();
    canvas.changed();
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

  /**
   * {@return the middle of a channel's cell in coordinates of the viewport; empty when it is not on
   * show}
   *
   * @param unit a channel, or a place for a new neuron
   */
  public Optional<Point2D> placeOf(UnitId unit) {
    return net.geometry() == null ? Optional.empty() : Optional.of(eye.placeOf(unit));
  }

  /** {@return the pane that {@link #placeOf} measures in} */
  public Pane viewport() {
    return viewport;
  }

  private GraphScene frame(Growth growth, Pulse pulse, long now) {
    return GraphScene.of(net, colours, selection.units(), pointer, growth, pulse, now);
  }
}
