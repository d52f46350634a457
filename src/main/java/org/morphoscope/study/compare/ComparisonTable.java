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
 * @param plan what is compared
 * @param results every planned run
 * @param rows one per entry that has a finished run
 */
record ComparisonTable(ComparisonPlan plan, List<RunResult> results, List<Row> rows) {

  /**
   * @param values means and spreads over the seeds
   * @param differences entry minus reference within a seed; empty for the reference itself
   */
  record Row(Entry entry, Map<Quantity, Sample> values, Map<Quantity, Sample> differences) {}

  static ComparisonTable of(ComparisonPlan plan, List<RunResult> results) {
    List<Row> rows = new ArrayList<>();
    for (Entry entry : plan.entries()) {
      List<RunResult> done = done(results, entry);
      if (done.isEmpty()) {
        continue;
      }
      Optional<Entry> reference = plan.reference(entry.retrained());
      Map<Quantity, Sample> differences =
          reference.isEmpty() || reference.get().equals(entry)
              ? Map.of()
              : differences(done, done(results, reference.get()));
      rows.add(new Row(entry, values(done), differences));
    }
    return new ComparisonTable(plan, results, rows);
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
