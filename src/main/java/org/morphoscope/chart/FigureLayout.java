package org.morphoscope.chart;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.chart.Drawing.Anchor;
import org.morphoscope.chart.LabelPlacer.Place;
import org.morphoscope.chart.LabelPlacer.Spot;

/** Arranges panels, legends and texts on the paper. */
public final class FigureLayout {
  private static final double ABOVE = 0.6;
  private static final double NOTE = 0.92;
  private static final double NOTE_LINE = 1.25;

  private final FigureSpec spec;
  private final Style style;
  private final Typeface typeface;
  private final DrawingBuilder pen;
  private final double size;
  private final List<Arranged> arranged = new ArrayList<>();

  /**
   * A panel on paper.
   *
   * @param frame the rectangle of the axes
   * @param legend where inside the legend is; empty: above, or none
   * @param legendColumns entries of the longest row of a legend above
   * @param note where inside the note is; empty: above, or none
   * @param labels those that had room
   */
  public record Arranged(
      Frame frame,
      Optional<Spot> legend,
      int legendColumns,
      Optional<Spot> note,
      List<Mark.Label> labels) {}

  /**
   * A figure on paper.
   *
   * @param drawing what is to be drawn
   * @param panels one for each panel of the figure, in its order
   */
  public record Result(Drawing drawing, List<Arranged> panels) {}

  private FigureLayout(FigureSpec spec, Style style, Typeface typeface) {
    this.spec = spec;
    this.style = style;
    this.typeface = typeface;
    this.pen = new DrawingBuilder(typeface);
    this.size = style.fontSize();
  }

  /**
   * {@return the figure laid out; refused by an {@link IllegalArgumentException} in one sentence
   * when the paper is too small}
   *
   * @param spec what the figure shows
   * @param style size and weight on paper
   * @param typeface sets the lines
   * @throws IllegalArgumentException when the paper is too small for the texts
   */
  public static Result of(FigureSpec spec, Style style, Typeface typeface) {
    return new FigureLayout(spec, style, typeface).arrange();
  }

  private Result arrange() {
    double width = style.widthPoints();
    double height = style.heightPoints();
    double top = 0;
    if (style.titled() && !spec.title().isEmpty()) {
      top = 1.9 * size;
      pen.add(
          pen.strong(
              spec.title(), width / 2, 1.35 * size, Anchor.MIDDLE, 1.1 * size, Ink.BLACK.rgb()));
    }
    List<String> caption = style.captioned() ? wrapped(spec.caption(), width - size) : List.of();
    double bottom = height - (caption.isEmpty() ? 0 : (caption.size() * 1.25 + 0.6) * size);
    for (int i = 0; i < caption.size(); i++) {
      double y = bottom + (1.1 + 1.25 * i) * size;
      pen.add(pen.words(caption.get(i), size / 2, y, Anchor.START, size, Ink.BLACK.rgb()));
    }
    grid(new Rectangle2D.Double(0, top, width, bottom - top));
    return new Result(pen.drawing(width, height), List.copyOf(arranged));
  }

  private void grid(Rectangle2D area) {
    double columnWidth = area.getWidth() / spec.columns();
    double fixed = 0;
    double shares = 0;
    for (int row = 0; row < spec.rows(); row++) {
      fixed += fixed(row);
      shares += share(row);
    }
    double unit = (area.getHeight() - fixed) / shares;
    if (!(unit > 0)) {
      throw new IllegalArgumentException(
          "the figure is too small for its texts: take a larger size or a smaller font");
    }
    double y = area.getY();
    for (int row = 0; row < spec.rows(); row++) {
      double height = fixed(row) + share(row) * unit;
      for (int column = 0; column < spec.columns(); column++) {
        int index = row * spec.columns() + column;
        if (index < spec.panels().size()) {
          panel(
              index,
              new Rectangle2D.Double(area.getX() + column * columnWidth, y, columnWidth, height),
              unit);
        }
      }
      y += height;
    }
  }

  private double share(int row) {
    return spec.panels().get(row * spec.columns()).share();
  }

  /** Height of the texts below the axes of a row. */
  private double fixed(int row) {
    Frame.Maker maker = new Frame.Maker(pen, size);
    int index = row * spec.columns();
    return maker.bottom(spec.panels().get(index), texts(index));
  }

  private boolean shares(int above, int below) {
    if (spec.columns() != 1 || above < 0 || below >= spec.panels().size()) {
      return false;
    }
    Axis a = spec.panels().get(above).x();
    return a.equals(spec.panels().get(below).x()) && !a.isHidden() && !a.label().isEmpty();
  }

  private boolean texts(int index) {
    return !shares(index, index + 1);
  }

  /** Panels that share the horizontal axis have the same range. */
  private DataRange range(int index) {
    int first = index;
    while (shares(first - 1, first)) {
      first--;
    }
    int last = index;
    while (shares(last, last + 1)) {
      last++;
    }
    return DataRange.horizontal(spec.panels().subList(first, last + 1));
  }

  private void panel(int index, Rectangle2D outer, double unit) {
    Panel panel = spec.panels().get(index);
    Frame.Maker maker = new Frame.Maker(pen, size);
    double left = 0;
    for (int i = index % spec.columns(); i < spec.panels().size(); i += spec.columns()) {
      Panel other = spec.panels().get(i);
      left = Math.max(left, maker.left(other, DataRange.vertical(other), unit * other.share()));
    }
    double above = ABOVE * size;
    if (style.titled() && !panel.title().isEmpty()) {
      double y = outer.getY() + 1.1 * size;
      above += 1.2 * size;
      pen.add(
          pen.strong(panel.title(), outer.getX() + left, y, Anchor.START, size, Ink.BLACK.rgb()));
    }
    DataRange x = range(index);
    DataRange y = DataRange.vertical(panel);
    Frame frame = maker.frame(panel, outer, above, left, x, y, texts(index));
    // tried without paper first: whether texts have room inside decides about the frame
    Texts texts = new Texts(panel, frame, trial(frame));
    if (texts.above > 0) {
      frame = maker.frame(panel, outer, above + texts.above, left, x, y, texts(index));
    }
    AxisPainter axes = new AxisPainter(frame, pen, style);
    axes.grid();
    PanelPainter painter = new PanelPainter(frame, pen, style);
    painter.marks();
    axes.axes();
    texts.draw(frame);
    List<Mark.Label> labels = painter.labels(paper());
    arranged.add(
        new Arranged(
            frame,
            texts.legendPlace.map(Place::spot),
            texts.legend.longestRow(frame.inner().getWidth()),
            texts.notePlace.map(Place::spot),
            labels));
  }

  private Rectangle2D paper() {
    return new Rectangle2D.Double(0, 0, style.widthPoints(), style.heightPoints());
  }

  private LabelPlacer trial(Frame frame) {
    PanelPainter painter = new PanelPainter(frame, new DrawingBuilder(typeface), style);
    painter.marks();
    painter.labels(paper());
    return painter.room();
  }

  /** Legend and note of a panel: inside, or in rows above. */
  private final class Texts {
    private final Legend legend;
    private final List<String> note;
    private final Optional<Place> legendPlace;
    private final Optional<Place> notePlace;
    private final double legendRows;
    private final double above;

    Texts(Panel panel, Frame frame, LabelPlacer room) {
      legend = new Legend(panel, pen, style);
      note =
          panel.marks().stream()
              .filter(Mark.Note.class::isInstance)
              .flatMap(mark -> ((Mark.Note) mark).lines().stream())
              .toList();
      double margin = 0.4 * size;
      Optional<Place> forLegend =
          legend.isEmpty() ? Optional.empty() : room.find(legend.width(), legend.height(), margin);
      forLegend.ifPresent(place -> room.box(place.box()));
      double noteWidth =
          note.stream().mapToDouble(line -> pen.width(line, NOTE * size)).max().orElse(0);
      Optional<Place> forNote =
          note.isEmpty()
              ? Optional.empty()
              : room.find(noteWidth, note.size() * NOTE_LINE * size, margin);
      // all inside or all above: what goes above moves the axes, and the places with them
      boolean inside =
          forLegend.isPresent() != legend.isEmpty() && forNote.isPresent() != note.isEmpty();
      legendPlace = inside ? forLegend : Optional.empty();
      notePlace = inside ? forNote : Optional.empty();
      legendRows = inside || legend.isEmpty() ? 0 : legend.heightOfRows(frame.inner().getWidth());
      double sum = legendRows + (inside || note.isEmpty() ? 0 : NOTE_LINE * size);
      above = sum > 0 ? sum + 0.3 * size : 0;
    }

    void draw(Frame frame) {
      Rectangle2D inner = frame.inner();
      double top = inner.getY() - above;
      if (legendPlace.isPresent()) {
        legend.drawInside(legendPlace.get().box());
      } else if (!legend.isEmpty()) {
        legend.drawRows(inner.getX(), top, inner.getWidth());
      }
      if (notePlace.isPresent()) {
        Place place = notePlace.get();
        boolean right = place.spot().x() > 0.5;
        double x = right ? place.box().getMaxX() : place.box().getX();
        for (int i = 0; i < note.size(); i++) {
          double y = place.box().getY() + (i * NOTE_LINE + 0.95) * size;
          write(note.get(i), x, y, right ? Anchor.END : Anchor.START);
        }
      } else if (!note.isEmpty()) {
        double y = top + legendRows + 0.95 * size;
        write(String.join("; ", note), inner.getX(), y, Anchor.START);
      }
    }

    private void write(String text, double x, double y, Anchor anchor) {
      pen.add(pen.words(text, x, y, anchor, NOTE * size, Ink.BLACK.rgb()));
    }
  }

  private List<String> wrapped(String text, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && pen.width(longer, size) > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(word);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
