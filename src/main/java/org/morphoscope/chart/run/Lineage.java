package org.morphoscope.chart.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.net.Layer;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.ChannelInfo;
import org.morphoscope.run.RoundSummary;

/** Births and deaths of all channels, from the nets at the end of every round. */
final class Lineage {
  private final List<String> layers;
  private final List<List<Life>> lives;
  private final int lastRound;

  /**
   * A channel.
   *
   * @param parent the channel it was split from, -1: none
   * @param born first round at whose end it was there
   * @param last last such round
   * @param fate lives, split or pruned
   */
  record Life(int id, int parent, int born, int last, String fate) {
    boolean lives() {
      return fate.equals("lives");
    }

    boolean pruned() {
      return fate.equals("pruned");
    }
  }

  private Lineage(List<String> layers, List<List<Life>> lives, int lastRound) {
    this.layers = layers;
    this.lives = lives;
    this.lastRound = lastRound;
  }

  static Lineage of(RunHistory run) {
    List<RoundSummary> rounds = run.rounds();
    int last = rounds.get(rounds.size() - 1).round();
    List<Layer> specs = run.netAfter(0).spec().leaders();
    List<List<Life>> lives = new ArrayList<>();
    for (int layer = 0; layer < specs.size(); layer++) {
      lives.add(lives(run, rounds, layer, last));
    }
    return new Lineage(specs.stream().map(Layer::id).toList(), lives, last);
  }

  private static List<Life> lives(
      RunHistory run, List<RoundSummary> rounds, int layer, int lastRound) {
    Map<Integer, int[]> spans = new LinkedHashMap<>();
    Map<Integer, Integer> parents = new HashMap<>();
    for (RoundSummary summary : rounds) {
      Architecture net = run.netAfter(summary.round());
      for (ChannelInfo channel : net.channels().get(layer)) {
        int[] span =
            spans.computeIfAbsent(channel.id(), id -> new int[] {summary.round(), summary.round()});
        span[1] = summary.round();
        parents.put(channel.id(), channel.parent());
      }
    }
    Set<Integer> split = new HashSet<>(parents.values());
    List<Life> found = new ArrayList<>();
    spans.forEach(
        (id, span) -> {
          String fate = span[1] == lastRound ? "lives" : split.contains(id) ? "split" : "pruned";
          found.add(new Life(id, parents.get(id), span[0], span[1], fate));
        });
    return found;
  }

  List<String> layers() {
    return layers;
  }

  int lastRound() {
    return lastRound;
  }

  List<Life> lives(int layer) {
    return lives.get(layer);
  }

  /** Rows a layer takes: one per channel without children. */
  int height(int layer) {
    Set<Integer> parents = new HashSet<>();
    lives.get(layer).forEach(life -> parents.add(life.parent()));
    return (int) lives.get(layer).stream().filter(life -> !parents.contains(life.id())).count();
  }

  /**
   * The row of every channel of a layer, from {@code top} downwards in steps of one; a parent lies
   * in the middle of its children, so that lines never cross.
   */
  Map<Integer, Double> rows(int layer, double top) {
    Map<Integer, List<Life>> children = new HashMap<>();
    Set<Integer> known = new HashSet<>();
    lives.get(layer).forEach(life -> known.add(life.id()));
    List<Life> roots = new ArrayList<>();
    for (Life life : lives.get(layer)) {
      if (known.contains(life.parent())) {
        children.computeIfAbsent(life.parent(), id -> new ArrayList<>()).add(life);
      } else {
        roots.add(life);
      }
    }
    roots.sort(Comparator.comparingInt(Life::born).thenComparingInt(Life::id));
    Map<Integer, Double> rows = new HashMap<>();
    double next = top;
    for (Life root : roots) {
      next = place(root, children, rows, next);
    }
    return rows;
  }

  private static double place(
      Life life, Map<Integer, List<Life>> children, Map<Integer, Double> rows, double next) {
    List<Life> own = children.getOrDefault(life.id(), List.of());
    if (own.isEmpty()) {
      rows.put(life.id(), next);
      return next - 1;
    }
    double after = next;
    double sum = 0;
    for (Life child : own) {
      after = place(child, children, rows, after);
      sum += rows.get(child.id());
    }
    rows.put(life.id(), sum / own.size());
    return after;
  }
}
