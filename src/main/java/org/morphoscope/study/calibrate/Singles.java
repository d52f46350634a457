package org.morphoscope.study.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.Seeds;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.CurvatureMode;

/** Candidates one by one: predicted in every mode, measured once. */
final class Singles {
  private static final int SAY_EVERY = 50;

  private final StudiedNet probe;
  private final Map<CurvatureMode, Scored> scored;
  private final Scored own;
  private final int perKind;
  private final long seed;

  /**
   * @param scored the same theta and samples in every mode
   * @param own the pass of the run's own mode
   * @param perKind at most this many of each kind, drawn by seed
   */
  Singles(StudiedNet probe, Map<CurvatureMode, Scored> scored, Scored own, int perKind, long seed) {
    this.probe = probe;
    this.scored = scored;
    this.own = own;
    this.perKind = perKind;
    this.seed = seed;
  }

  List<CalibrationReport.Single> measure(Consumer<String> progress) {
    List<CalibrationReport.Single> singles = new ArrayList<>();
    Candidates order = probe.order();
    List<Integer> chosen = chosen(order);
    for (int c : chosen) {
      Map<CurvatureMode, Double> predicted = new EnumMap<>(CurvatureMode.class);
      scored.forEach((mode, pass) -> predicted.put(mode, pass.result().deltas()[c]));
      singles.add(
          new CalibrationReport.Single(
              order.kind(c),
              order.unit(c),
              predicted,
              own.result().errors()[c],
              probe.measure(own, List.of(c))));
      if (singles.size() % SAY_EVERY == 0) {
        progress.accept(
            Numbers.text("%d of %d candidates measured", singles.size(), chosen.size()));
      }
    }
    return singles;
  }

  private List<Integer> chosen(Candidates order) {
    List<Integer> chosen = new ArrayList<>();
    for (MorphKind kind : MorphKind.values()) {
      List<Integer> ofKind = new ArrayList<>();
      for (int c = 0; c < order.size(); c++) {
        if (order.kind(c) == kind && probe.applicable(c)) {
          ofKind.add(c);
        }
      }
      int[] shuffled = Seeds.permutation(ofKind.size(), seed);
      Arrays.stream(shuffled, 0, Math.min(perKind, ofKind.size()))
          .mapToObj(ofKind::get)
          .sorted()
          .forEach(chosen::add);
    }
    return chosen;
  }

  /** Agreement of every kind in every mode. */
  static List<CalibrationReport.KindAgreement> agreements(
      List<CalibrationReport.Single> singles, Iterable<CurvatureMode> modes, long seed) {
    List<CalibrationReport.KindAgreement> agreements = new ArrayList<>();
    for (MorphKind kind : MorphKind.values()) {
      List<CalibrationReport.Single> of =
          singles.stream().filter(single -> single.kind() == kind).toList();
      if (of.isEmpty()) {
        continue;
      }
      double[] measured = of.stream().mapToDouble(s -> s.measured().delta()).toArray();
      for (CurvatureMode mode : modes) {
        double[] predicted = of.stream().mapToDouble(s -> s.predicted().get(mode)).toArray();
        agreements.add(
            new CalibrationReport.KindAgreement(
                kind, mode, Agreement.of(predicted, measured, seed)));
      }
    }
    return agreements;
  }
}
