package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.chart.ColourScale;
import org.morphoscope.chart.FigureSpec;
import org.morphoscope.chart.Panel;
import org.morphoscope.chart.Table;
import org.morphoscope.history.Choice;
import org.morphoscope.history.RunHistory;
import org.morphoscope.net.Layer;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.LayerScores.ScoreQuantity;
import org.morphoscope.text.Texts;

/** The network with a cell per channel, coloured by a quantity. */
final class NetworkFigure implements RunFigure {
  /** Quantities beside the scores of the morphisms. */
  static final List<String> QUANTITIES = List.of("theta", "activity", "age");

  /** What a quantity is in a round. */
  private record Heat(
      Architecture net,
      int round,
      Map<UnitId, Double> values,
      Set<UnitId> marked,
      ColourScale scale) {

    /** Whether some values are beyond the ends of the scale. */
    boolean clipped() {
      return values.values().stream().anyMatch(v -> v > scale.high() || v < scale.low());
    }
  }

  /** Nets of more layers are drawn in rows, and those with layers that have no cells. */
  private static final int LARGEST_ROW = 16;

  /**
   * Share of the channels whose values are within the ends of the scale: few wash out no others.
   */
  private static final double WITHIN = 0.98;

  @Override
  public String name() {
    return "network";
  }

  @Override
  public String description() {
    return "the network with its heat map at a round";
  }

  @Override
  public FigureSpec of(List<RunHistory> runs, View view) {
    RunHistory run = runs.get(0);
    Heat heat = heat(run, view);
    NetworkSpec spec = heat.net().spec();
    boolean deep =
        spec.layers().size() > LARGEST_ROW
            || spec.layers().stream().anyMatch(layer -> layer.kind() == Layer.Kind.DEPTHWISE);
    Panel panel =
        deep
            ? new NetworkRows(spec).panel(heat.values(), heat.marked(), heat.scale())
            : new NetworkPlan(spec).panel(heat.values(), heat.marked(), heat.scale());
    return FigureSpec.of(name(), "Network in round " + heat.round(), List.of(panel), run.origin())
        .data(table(heat))
        .caption(
            "One cell per channel, the first on top; layers from left to right"
                + (deep
                    ? ", row by row; circles are sums, narrow cards have no channels of their own"
                    : "")
                + ". Colour: "
                + heat.scale().label()
                + " in round "
                + heat.round()
                + (heat.clipped() ? "; 2 % of the channels are beyond its ends" : "")
                + (heat.marked().isEmpty() ? "." : ". Framed: applied."));
  }

  private Heat heat(RunHistory run, View view) {
    if (view.quantity().equals("age")) {
      return age(run, view);
    }
    Choice choice = view.choice(run, name());
    Optional<MorphKind> kind =
        choice.kinds().stream().filter(k -> Kinds.name(k).equals(view.quantity())).findFirst();
    if (kind.isPresent()) {
      return kind(choice, kind.get(), run.config().strategy().quantity());
    }
    if (!QUANTITIES.contains(view.quantity())) {
      throw new IllegalArgumentException(
          Texts.of(
              "unknown quantity '%s': expected one of %s, %s",
              view.quantity(),
              String.join(", ", choice.kinds().stream().map(Kinds::name).toList()),
              String.join(", ", QUANTITIES)));
    }
    return measured(run, choice, view.quantity());
  }

  private static Heat kind(Choice choice, MorphKind kind, Optional<ScoreQuantity> ofRival) {
    Map<UnitId, Double> values = new HashMap<>();
    Set<Integer> taken = choice.takenSet();
    Set<UnitId> marked = new java.util.HashSet<>();
    int[] widths = choice.scored().spec().widths();
    for (Candidate c : choice.of(kind)) {
      // a kind that adds channels of its own has units that are not in the net yet
      if (c.unit().channel() < widths[c.unit().group()]) {
        values.put(c.unit(), c.delta());
        if (taken.contains(c.index())) {
          marked.add(c.unit());
        }
      }
    }
    String label = ofRival.map(ScoreQuantity::name).orElse("\u0394L by " + Kinds.name(kind));
    String unit = ofRival.map(ScoreQuantity::unit).orElse("nats");
    ColourScale scale = ColourScale.around(reach(values), label, unit);
    return new Heat(choice.scored(), choice.round(), values, marked, scale);
  }

  private Heat measured(RunHistory run, Choice choice, String quantity) {
    List<LayerScores> layers =
        run.scores(choice.round())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        Texts.of("%s: round %d has no %s", name(), choice.round(), quantity)));
    Map<UnitId, Double> values = new HashMap<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      double[] found =
          quantity.equals("theta") ? layers.get(layer).thetaNorm() : layers.get(layer).activity();
      for (int c = 0; c < found.length; c++) {
        values.put(new UnitId(layer, c), found[c]);
      }
    }
    String label = quantity.equals("theta") ? "|\u03b8| / |w|" : "Mean activity";
    return new Heat(
        choice.scored(),
        choice.round(),
        values,
        Set.of(),
        ColourScale.from(0, reach(values), label, ""));
  }

  private static Heat age(RunHistory run, View view) {
    int last = run.rounds().get(run.rounds().size() - 1).round();
    int round = Math.min(last, view.round().orElse(last));
    Architecture net = run.netAfter(round);
    Map<UnitId, Double> values = new HashMap<>();
    for (int layer = 0; layer < net.channels().size(); layer++) {
      for (int c = 0; c < net.channels().get(layer).size(); c++) {
        values.put(new UnitId(layer, c), (double) net.channels().get(layer).get(c).bornRound());
      }
    }
    ColourScale born = ColourScale.from(0, round, "Round of birth", "");
    return new Heat(net, round, values, Set.of(), born);
  }

  /** Size of values that all but a few of the channels do not pass. */
  static double reach(Map<UnitId, Double> values) {
    double[] sorted =
        values.values().stream().mapToDouble(Math::abs).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return 0;
    }
    double within = sorted[(int) ((sorted.length - 1) * WITHIN)];
    return within > 0 ? within : sorted[sorted.length - 1];
  }

  private static Table table(Heat heat) {
    List<List<Object>> rows = new ArrayList<>();
    for (UnitId unit : heat.values().keySet().stream().sorted().toList()) {
      rows.add(
          List.of(
              (long) heat.round(),
              (long) unit.group(),
              heat.net().spec().leaders().get(unit.group()).id(),
              (long) unit.channel(),
              heat.values().get(unit),
              heat.marked().contains(unit) ? "yes" : "no"));
    }
    return new Table(
        List.of(
            Table.Column.of("round", ""),
            Table.Column.of("layer", ""),
            Table.Column.of("name", ""),
            Table.Column.of("channel", ""),
            Table.Column.of(heat.scale().label(), heat.scale().unit()),
            Table.Column.of("applied", "")),
        rows);
  }
}
