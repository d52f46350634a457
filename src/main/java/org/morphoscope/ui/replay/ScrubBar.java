package org.morphoscope.ui.replay;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import org.morphoscope.history.Recording;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.kit.Theme;

/** The slider over a recording, with a mark where each round begins and where the net grew. */
final class ScrubBar extends Region {
  private static final double HEIGHT = 28;
  private static final double INSET = 9;
  private static final double TRACK = 10;
  private static final double RADIUS = 6.5;
  private static final double LABEL_ROOM = 22;

  /** By so much a notch of the wheel comes nearer. */
  private static final double ZOOM = 1.4;

  private final Player player;
  private final Fonts fonts;
  private final Canvas canvas = new Canvas();
  private Palette palette = Theme.LIGHT.palette();
  private ScrubView view = ScrubView.ALL;
  private Optional<Integer> shown = Optional.empty();
  private double pressed;

  /**
   * @param fonts the window's typeface
   * @param sought told the place in replay seconds that the pointer is at
   */
  ScrubBar(Player player, Fonts fonts, DoubleConsumer sought) {
    this.player = player;
    this.fonts = fonts;
    setId("scrub-bar");
    getStyleClass().add("scrub-bar");
    setMinSize(120, HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleText("Moment of the run");
    getChildren().add(canvas);
    canvas.widthProperty().bind(widthProperty());
    canvas.heightProperty().bind(heightProperty());
    widthProperty().addListener(o -> paint());
    focusedProperty().addListener(o -> paint());
    player.setOnOpened(() -> view = ScrubView.ALL);
    setOnMousePressed(event -> press(event, sought));
    setOnMouseDragged(event -> drag(event, sought));
    setOnScroll(this::scroll);
  }

  /** With Shift a range begins; a double click shows everything and ends the loop. */
  private void press(MouseEvent event, DoubleConsumer sought) {
    pressed = secondsAt(event.getX());
    Optional<Mark> mark = markAt(event);
    if (event.getClickCount() == 2 && event.getButton() == MouseButton.PRIMARY) {
      view = ScrubView.ALL;
      player.repeatNothing();
      paint();
    } else if (event.isShiftDown()) {
      return;
    } else if (mark.isPresent() && event.getButton() == MouseButton.PRIMARY) {
      requestFocus();
      player.show(mark.get().number());
    } else {
      seek(event, sought);
    }
  }

  /** The mark whose flag the pointer is at. */
  Optional<Mark> markAt(MouseEvent event) {
    return event.getY() <= TRACK ? flags().at(event.getX()) : Optional.empty();
  }

  private Flags flags() {
    return new Flags(
        player.recording().isEmpty() ? List.of() : player.marksProperty().get(),
        number -> x(player.recording().index(number)));
  }

  private void drag(MouseEvent event, DoubleConsumer sought) {
    if (event.isShiftDown() && event.isPrimaryButtonDown() && !player.recording().isEmpty()) {
      player.repeat(pressed, secondsAt(event.getX()));
      paint();
    } else {
      seek(event, sought);
    }
  }

  /** The wheel comes nearer or goes back around the pointer; sideways it moves on. */
  private void scroll(ScrollEvent event) {
    if (player.recording().isEmpty()) {
      return;
    }
    boolean sideways = event.getDeltaY() == 0;
    view =
        sideways
            ? view.moved(-event.getDeltaX() / room())
            : view.zoomed(placeAt(event.getX()), event.getDeltaY() > 0 ? 1 / ZOOM : ZOOM);
    paint();
    event.consume();
  }

  private double placeAt(double x) {
    return Math.max(0, Math.min(1, (x - INSET) / room()));
  }

  private double secondsAt(double x) {
    return view.share(placeAt(x)) * player.time().length();
  }

  private void seek(MouseEvent event, DoubleConsumer sought) {
    if (event.isPrimaryButtonDown() && !player.recording().isEmpty()) {
      requestFocus();
      sought.accept(secondsAt(event.getX()));
    }
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> player.recording().isEmpty() ? 0.0 : player.time().at(player.index());
      case MIN_VALUE -> 0.0;
      case MAX_VALUE -> player.time().length();
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  void setTheme(Theme theme) {
    palette = theme.palette();
    paint();
  }

  private double room() {
    return Math.max(1, getWidth() - 2 * INSET);
  }

  private double x(int index) {
    return INSET + room() * view.place(share(index));
  }

  private double share(int index) {
    return player.time().at(index) / Math.max(1e-9, player.time().length());
  }

  /** Where the pointer grabs the moment after an event, in coordinates of this bar. */
  Point2D placeOf(int number) {
    return new Point2D(x(player.recording().index(number)), TRACK);
  }

  void paint() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    g.setFill(palette.border());
    g.fillRoundRect(INSET, TRACK - 2, room(), 4, 4, 4);
    List<Recording.Entry> entries = player.recording().entries();
    if (entries.isEmpty()) {
      return;
    }
    // brought into view where it moved only, or the wheel could not look elsewhere
    if (!shown.equals(player.momentProperty().get())) {
      shown = player.momentProperty().get();
      view = view.showing(share(player.index()));
    }
    player.loopProperty().get().ifPresent(loop -> range(g, loop));
    g.save();
    g.beginPath();
    g.rect(0, 0, getWidth(), getHeight());
    g.clip();
    double here = x(player.index());
    g.setFill(palette.accent());
    g.fillRoundRect(INSET, TRACK - 2, Math.max(0, here - INSET), 4, 4, 4);
    rounds(g, entries);
    flags().paint(g, palette.text(), TRACK);
    g.setFill(player.lookingBack() ? palette.accent() : palette.muted());
    g.fillOval(here - RADIUS, TRACK - RADIUS, 2 * RADIUS, 2 * RADIUS);
    g.setFill(palette.card());
    double inner = RADIUS - 2.5;
    g.fillOval(here - inner, TRACK - inner, 2 * inner, 2 * inner);
    if (isFocused()) {
      g.setStroke(palette.accent());
      g.setLineWidth(1.2);
      g.strokeOval(here - RADIUS - 2, TRACK - RADIUS - 2, 2 * RADIUS + 4, 2 * RADIUS + 4);
    }
    g.restore();
  }

  /** What is played again and again. */
  private void range(GraphicsContext g, Loop loop) {
    double from = Math.max(INSET, x(player.recording().index(loop.from())));
    double to = Math.min(INSET + room(), x(player.recording().index(loop.to())));
    g.setFill(palette.approved());
    g.setGlobalAlpha(0.25);
    g.fillRoundRect(from, TRACK - 8, Math.max(0, to - from), 16, 4, 4);
    g.setGlobalAlpha(1);
  }

  private void rounds(GraphicsContext g, List<Recording.Entry> entries) {
    g.setTextBaseline(VPos.CENTER);
    g.setFont(fonts.regular(10));
    int round = -1;
    double labelled = -LABEL_ROOM;
    for (int i = 0; i < entries.size(); i++) {
      Recording.Entry event = entries.get(i);
      double at = x(i);
      if (!view.holds(share(i))) {
        continue;
      }
      if (event.round() != round) {
        round = event.round();
        g.setFill(palette.muted());
        g.fillRect(Math.round(at) - 0.5, TRACK - 6, 1.2, 12);
        if (at - labelled >= LABEL_ROOM) {
          // the first label would stand out beyond the edge
          g.setTextAlign(i == 0 ? TextAlignment.LEFT : TextAlignment.CENTER);
          g.fillText(
              round == 0 ? "seed" : Integer.toString(round),
              i == 0 ? at - INSET + 1 : at,
              getHeight() - 6);
          labelled = at + (i == 0 ? 12 : 0);
        }
      }
      if (event.grows()) {
        g.setFill(palette.approved());
        g.fillPolygon(
            new double[] {at - 3.5, at, at + 3.5, at},
            new double[] {TRACK, TRACK - 4.5, TRACK, TRACK + 4.5},
            4);
      }
    }
  }
}
