package org.morphoscope.study.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The runs that are done, seed by seed and summed up.
 *
 * @param settings what is compared
 * @param results every planned run
 * @param rows one per entry that has a finished run
 */
record ComparisonTable(ComparisonSettings settings, List<RunResult> results, List<Row> rows) {

  /**
   * @param reference what the entry is compared with
   * @param values means and spreads over the seeds
   * @param differences entry minus reference within a seed; empty for the reference itself
   */
  record Row(
      Entry entry,
      Entry reference,
      Map<Quantity, Sample> values,
      Map<Quantity, Sample> differences) {

    /** Share of searching in all that the entry cost; empty where it was not counted. */
    OptionalDouble searchShare() {
      Sample all = values.get(Quantity.COMPUTE);
      return all == null || all.mean() == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(values.get(Quantity.SEARCH_COMPUTE).mean() / all.mean());
    }

    /** Mean difference of compute as a share of that of the reference; empty as above. */
    OptionalDouble computeDifference() {
      Sample difference = differences.get(Quantity.COMPUTE);
      if (difference == null) {
        return OptionalDouble.empty();
      }
      double its = values.get(Quantity.COMPUTE).mean() - difference.mean();
      return its == 0 ? OptionalDouble.empty() : OptionalDouble.of(difference.mean() / its);
    }
  }

  /**
   * @param results of every planned run, entries in the order of the table
   */
  static ComparisonTable of(ComparisonSettings settings, List<RunResult> results) {
    return of(settings, results, Optional.empty());
  }

  /**
   * @param results of every planned run, entries in the order of the table
   * @param other what all are compared with; empty for the reference
   */
  static ComparisonTable of(
      ComparisonSettings settings, List<RunResult> results, Optional<Entry> other) {
    List<Row> rows = new ArrayList<>();
    for (Entry entry : results.stream().map(r -> r.run().entry()).distinct().toList()) {
      List<RunResult> done = done(results, entry);
      if (done.isEmpty()) {
        continue;
      }
      Entry reference =
          other.orElseGet(() -> entry.reference(settings.reference(), settings.match()));
      Map<Quantity, Sample> differences =
          reference.equals(entry) ? Map.of() : differences(done, done(results, reference));
      rows.add(new Row(entry, reference, values(done), differences));
    }
    return new ComparisonTable(settings, results, rows);
  }

  /** Whether an entry is what the others are matched with. */
  boolean isReference(Entry entry) {
    return !entry.retrained() && entry.contender() == settings.reference();
  }

  /**
   * Compute of a run over that of the reference of its seed; empty for the reference itself and
   * where it is not known.
   */
  OptionalDouble computeRatio(RunResult result) {
    if (isReference(result.run().entry()) || !result.done() || result.compute().total() == 0) {
      return OptionalDouble.empty();
    }
    return results.stream()
        .filter(r -> r.done() && isReference(r.run().entry()))
        .filter(r -> r.run().seed() == result.run().seed() && r.compute().total() > 0)
        .mapToDouble(r -> (double) result.compute().total() / r.compute().total())
        .findFirst();
  }

  private static List<RunResult> done(List<RunResult> results, Entry entry) {
    return results.stream().filter(r -> r.done() && r.run().entry().equals(entry)).toList();
  }

  private static Map<Quantity, Sample> values(List<RunResult> done) {
    Map<Quantity, Sample> samples = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      List<Double> values = new ArrayList<>();
      done.forEach(result -> quantity.of(result).ifPresent(values::add));
      if (!values.isEmpty()) {
        samples.put(quantity, new Sample(values));
      }
    }
    return samples;
  }

  private static Map<Quantity, Sample> differences(
      List<RunResult> done, List<RunResult> reference) {
    Map<Quantity, Sample> samples = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      List<Double> values = new ArrayList<>();
      for (RunResult result : done) {
        reference.stream()
            .filter(r -> r.run().seed() == result.run().seed())
            .findFirst()
            .ifPresent(
                r -> {
                  OptionalDouble mine = quantity.of(result);
                  OptionalDouble its = quantity.of(r);
                  if (mine.isPresent() && its.isPresent()) {
                    values.add(mine.getAsDouble() - its.getAsDouble());
                  }
                });
      }
      if (!values.isEmpty()) {
        samples.put(quantity, new Sample(values));
      }
    }
    return samples;
  }
}
