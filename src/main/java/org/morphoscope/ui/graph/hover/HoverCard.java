package org.morphoscope.ui.graph.hover;

import java.util.function.BiFunction;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import org.morphoscope.history.Lineage;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.LayerScores;
import org.morphoscope.ui.kit.Fonts;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Palette;
import org.morphoscope.ui.model.RunSnapshot;

/** The card beside the pointer: which channel, its scores, its birth. */
public final class HoverCard extends Label {
  private static final double OFFSET = 16;

  private final LineageStrip strip;
  private BiFunction<RunSnapshot, UnitId, String> more = (moment, unit) -> "";

  /**
   * Hidden until it is shown.
   *
   * @param fonts the window's typeface
   */
  public HoverCard(Fonts fonts) {
    strip = new LineageStrip(fonts);
    setId("graph-hover");
    getStyleClass().add("hover-card");
    setManaged(false);
    setMouseTransparent(true);
    setVisible(false);
    setContentDisplay(ContentDisplay.BOTTOM);
    setGraphicTextGap(8);
  }

  /**
   * Tells what else is said about a channel.
   *
   * @param lines that begin with a break, or nothing
   */
  public void setMore(BiFunction<RunSnapshot, UnitId, String> lines) {
    more = lines;
  }

  /**
   * Shows the card beside the pointer.
   *
   * @param moment on show
   * @param lineage who stems from whom
   * @param palette colours of the theme
   * @param unit channel, or place for a new neuron, under the pointer
   * @param x of the pointer in the view
   * @param y as {@code x}
   * @param width of the view
   * @param height as {@code width}
   */
  public void show(
      RunSnapshot moment,
      Lineage lineage,
      Palette palette,
      UnitId unit,
      double x,
      double y,
      double width,
      double height) {
    setText(text(moment, lineage, unit) + more.apply(moment, unit));
    boolean tree =
        !moment.isNew(unit) && strip.show(lineage, id(moment, unit), moment.round(), palette);
    setGraphic(tree ? strip : null);
    autosize();
    double left = x + OFFSET + getWidth() > width ? x - OFFSET - getWidth() : x + OFFSET;
    double top = Math.min(y + OFFSET, height - getHeight() - 4);
    relocate(Math.max(4, left), Math.max(4, top));
    setVisible(true);
  }

  private static void tied(RunSnapshot moment, UnitId unit, StringBuilder text) {
    NetworkSpec spec = moment.architecture().spec();
    WidthGroup group = spec.group(unit.group());
    if (!group.single()) {
      text.append("\none channel in ")
          .append(
              String.join(", ", group.members().stream().map(l -> spec.layer(l).id()).toList()));
    }
  }

  private static String newNeuron(RunSnapshot moment, UnitId unit) {
    LayerScores s = moment.scores().get(unit.group());
    int number = unit.channel() - moment.architecture().channels().get(unit.group()).size();
    return moment.groupName(unit.group())
        + " \u00b7 new neuron #"
        + number
        + "\npredicted  "
        + Formats.delta(s.newDelta()[number], s.newError()[number])
        + "\ncurvature  "
        + Formats.delta(s.newCurvature()[number]);
  }

  private static int id(RunSnapshot moment, UnitId unit) {
    return moment.architecture().channels().get(unit.group()).get(unit.channel()).id();
  }

  static String text(RunSnapshot moment, Lineage lineage, UnitId unit) {
    if (moment.isNew(unit)) {
      return newNeuron(moment, unit);
    }
    ChannelInfo info = moment.architecture().channels().get(unit.group()).get(unit.channel());
    StringBuilder text =
        new StringBuilder(moment.groupName(unit.group()))
            .append(" \u00b7 channel ")
            .append(unit.channel());
    String line = lineage.words(info.id());
    text.append("\n").append(line.isEmpty() ? "born in round " + info.bornRound() : line);
    tied(moment, unit, text);
    if (moment.scores().isEmpty()) {
      return text.append("\nnot scored yet").toString();
    }
    LayerScores s = moment.scores().get(unit.group());
    int c = unit.channel();
    if (!Double.isFinite(s.splitDelta()[c]) && moment.quantity().isPresent() && !moment.stale()) {
      return text.append("\nno opinion on splits by this method").toString();
    }
    if (!Double.isFinite(s.splitDelta()[c])) {
      return text.append("\nnot scored since it was born").toString();
    }
    return text.append("\nsplit  ")
        .append(Formats.delta(s.splitDelta()[c], s.splitError()[c]))
        .append("\nprune  ")
        .append(Formats.delta(s.pruneDelta()[c], s.pruneError()[c]))
        .append("\ncurvature  ")
        .append(Formats.delta(s.splitCurvature()[c]))
        .append("\n|\u03b8|  ")
        .append(Formats.significant(s.thetaNorm()[c]))
        .append("    activity  ")
        .append(Formats.significant(s.activity()[c]))
        .toString();
  }
}
