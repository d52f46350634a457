package org.morphoscope.ui.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.Heat;
import org.morphoscope.ui.model.Moment;
import org.morphoscope.ui.model.Quantity;
import org.morphoscope.ui.model.SelectionState;

/** The network graph with its header, its legend and the card beside the pointer. */
public final class GraphView extends VBox {
  private static final double FIT_TOP = 16;
  private static final double FIT_BOTTOM = 16;

  private final Fx fx;
  private final SelectionState selection;
  private final Consumer<Throwable> failed;
  private final Canvas canvas = new Canvas();
  private final Pane viewport = new Pane(canvas);
  private final HoverCard hover = new HoverCard();
  private final Legend legend = new Legend();
  private final Label title = new Label("Network");
  private final Label note = new Label();
  private final Camera camera = new Camera();
  private final GraphPainter painter;
  private final ObjectProperty<Quantity> quantity =
      new SimpleObjectProperty<>(this, "quantity", Quantity.SPLIT_GAIN);
  private final AnimationTimer frames = new Frames();

  private GraphLayout layout;
  private GraphGeometry geometry;
  private Moment shown;
  private Moment wanted;
  private boolean layingOut;
  private Heat heat;
  private Palette palette = Theme.LIGHT.palette();
  private ColourScale scale = ColourScale.of(true, palette);
  private UnitId hovered;
  private Growth growth;
  private boolean reduceMotion;
  private boolean touched;
  private boolean dirty;

  /**
   * @param fx where layouts are computed
   * @param fonts the window's typeface
   * @param selection shared by all views
   * @param failed told when a layout fails
   */
  public GraphView(Fx fx, Fonts fonts, SelectionState selection, Consumer<Throwable> failed) {
    this.fx = fx;
    this.selection = selection;
    this.failed = failed;
    this.painter = new GraphPainter(canvas.getGraphicsContext2D(), camera, fonts);
    setId("graph-view");
    getStyleClass().add("view");
    viewport.setId("graph-canvas");
    viewport.getStyleClass().add("graph-viewport");
    viewport.getChildren().add(hover);
    viewport.setMinSize(80, 80);
    StackPane middle = new StackPane(viewport);
    VBox.setVgrow(middle, Priority.ALWAYS);
    getChildren().addAll(header(), middle, legend);
    canvas.widthProperty().bind(viewport.widthProperty());
    canvas.heightProperty().bind(viewport.heightProperty());
    viewport.widthProperty().addListener(o -> resized());
    viewport.heightProperty().addListener(o -> resized());
    selection.selectedProperty().addListener(o -> dirty = true);
    quantity.addListener(o -> rescale());
    new GraphMouse(this, viewport, camera).install();
    frames.start();
    warm();
  }

  private Region header() {
    title.getStyleClass().add("view-title");
    note.getStyleClass().add("view-note");
    note.setId("graph-note");
    ComboBox<Quantity> choice = new ComboBox<>();
    choice.setId("graph-quantity");
    choice.setMinWidth(USE_PREF_SIZE);
    note.setMinWidth(0);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(note.textProperty());
    note.setTooltip(whole);
    choice.getItems().setAll(Quantity.values());
    choice.valueProperty().bindBidirectional(quantity);
    choice.setAccessibleText("Quantity that colours the channels");
    choice.setTooltip(new Tooltip("What the colour of a channel means"));
    Label colour = new Label("Colour");
    colour.setLabelFor(choice);
    colour.setMinWidth(USE_PREF_SIZE);
    Button fit = new Button(null, new FontIcon(Feather.MAXIMIZE));
    fit.setId("graph-fit");
    fit.getStyleClass().addAll("button-icon", "flat");
    fit.setAccessibleText("Fit the network into the view");
    fit.setTooltip(new Tooltip("Fit into the view (F)"));
    fit.setOnAction(e -> fit());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox header = new HBox(8, title, note, space, colour, choice, fit);
    title.setMinWidth(USE_PREF_SIZE);
    header.setAlignment(Pos.CENTER_LEFT);
    header.setPadding(new Insets(8, 8, 8, 12));
    return header;
  }

  /** The first layout loads ELK; better before it is needed. */
  private void warm() {
    fx.call(GraphLayout::new, ready -> layout = ready, failed);
  }

  /** Shows a moment; lays out first when the net differs from the one on show. */
  public void show(Optional<Moment> moment) {
    wanted = moment.orElse(null);
    if (wanted == null) {
      geometry = null;
      shown = null;
      hover.setVisible(false);
      note.setText("");
      legend.getChildren().clear();
      dirty = true;
    } else if (geometry != null && fits(geometry, wanted)) {
      adopt(geometry, wanted);
    } else {
      requestLayout(wanted.architecture().spec(), wanted.newPerGroup());
    }
  }

  private static boolean fits(GraphGeometry geometry, Moment moment) {
    return geometry.fits(moment.architecture().spec(), moment.newPerGroup());
  }

  private void requestLayout(NetworkSpec spec, int newPerGroup) {
    if (layingOut) {
      return;
    }
    layingOut = true;
    fx.call(
        () -> (layout == null ? new GraphLayout() : layout).layout(spec, newPerGroup),
        result -> {
          layingOut = false;
          if (wanted != null && fits(result, wanted)) {
            adopt(result, wanted);
          } else if (wanted != null) {
            show(Optional.of(wanted));
          }
        },
        error -> {
          layingOut = false;
          failed.accept(error);
        });
  }

  private void adopt(GraphGeometry next, Moment moment) {
    boolean changed = geometry != next;
    if (changed && geometry != null && shown != null && moment.live() && !reduceMotion) {
      growth = new Growth(geometry, shown.architecture(), System.nanoTime());
    }
    boolean first = geometry == null;
    geometry = next;
    shown = moment;
    if (changed && (first || !touched)) {
      refit();
    }
    if (changed) {
      hovered = null;
      hover.setVisible(false);
    }
    recolour();
  }

  private void rescale() {
    scale = ColourScale.of(quantity.get().diverging(), palette);
    recolour();
  }

  private void recolour() {
    if (shown == null) {
      dirty = true;
      return;
    }
    heat = Heat.of(shown, quantity.get());
    legend.show(
        heat,
        scale,
        palette,
        shown.stale() && quantity.get() != Quantity.AGE,
        shown.newPerGroup() > 0);
    title.setText("Network " + shown.architecture().spec().name());
    note.setText(GraphNote.of(shown));
    dirty = true;
  }

  private void resized() {
    if (!touched) {
      refit();
    }
    dirty = true;
  }

  private void refit() {
    if (geometry != null && viewport.getWidth() > 0) {
      camera.fit(geometry, viewport.getWidth(), viewport.getHeight(), FIT_TOP, FIT_BOTTOM);
    }
  }

  /** Channels per width group of the net on show; empty when there is none. */
  public List<Integer> shownWidths() {
    return shown == null
        ? List.of()
        : Arrays.stream(shown.architecture().spec().widths()).boxed().toList();
  }

  /** Shows the whole net and follows its growth until the next zoom or pan. */
  public void fit() {
    touched = false;
    refit();
    dirty = true;
  }

  public void setTheme(Theme theme) {
    palette = theme.palette();
    rescale();
  }

  /** Whether newborn channels appear without movement. */
  public void setReduceMotion(boolean reduce) {
    reduceMotion = reduce;
  }

  public ObjectProperty<Quantity> quantityProperty() {
    return quantity;
  }

  /** The camera was moved by hand: it stays where it is from now on. */
  void moved() {
    touched = true;
    dirty = true;
  }

  void hover(MouseEvent event) {
    UnitId unit =
        geometry == null
            ? null
            : geometry.channelAt(camera.worldX(event.getX()), camera.worldY(event.getY()));
    hovered = unit;
    if (unit == null) {
      hover.setVisible(false);
    } else {
      hover.show(
          shown, unit, event.getX(), event.getY(), viewport.getWidth(), viewport.getHeight());
    }
    dirty = true;
  }

  void leave() {
    hovered = null;
    hover.setVisible(false);
    dirty = true;
  }

  void click(MouseEvent event) {
    if (geometry == null || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    UnitId unit = geometry.channelAt(camera.worldX(event.getX()), camera.worldY(event.getY()));
    if (unit == null) {
      selection.clear();
      return;
    }
    CandidateKey key =
        new CandidateKey(shown.isNew(unit) ? MorphKind.NEW : quantity.get().kind(), unit);
    if (event.isShortcutDown() || event.isShiftDown()) {
      selection.toggle(key);
    } else {
      selection.select(Set.of(key));
    }
  }

  /** Middle of a channel's cell in coordinates of the viewport; empty when it is not on show. */
  public Optional<Point2D> placeOf(UnitId unit) {
    if (geometry == null) {
      return Optional.empty();
    }
    Box box = geometry.boxOfGroup(unit.layer());
    double half = (Box.PITCH - Box.GAP) / 2;
    return Optional.of(
        new Point2D(
            camera.x(box.cellX(unit.channel()) + half),
            camera.y(box.cellY(unit.channel()) + half)));
  }

  /** The pane that {@link #placeOf} measures in. */
  public Pane viewport() {
    return viewport;
  }

  private final class Frames extends AnimationTimer {
    @Override
    public void handle(long now) {
      if (growth != null) {
        dirty = true;
        if (growth.progress(System.nanoTime()) >= 1) {
          growth = null;
        }
      }
      if (!dirty) {
        return;
      }
      dirty = false;
      if (geometry == null || shown == null) {
        canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        return;
      }
      painter.paint(
          new GraphScene(
              geometry,
              shown,
              heat,
              scale,
              palette,
              selection.units(),
              hovered,
              growth,
              System.nanoTime()),
          canvas.getWidth(),
          canvas.getHeight());
    }
  }
}
