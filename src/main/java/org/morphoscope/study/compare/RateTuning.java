package org.morphoscope.study.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.study.compare.ComparisonPlan.Planned;
import org.morphoscope.text.Texts;

/**
 * The learning rate of a comparison, chosen once before anything else runs: the final size at even
 * widths from scratch at a few rates, by validation loss, with a seed of its own. All entries then
 * have that rate.
 */
final class RateTuning {
  /** Outside of the seeds that are reported. */
  static final long SEED = 1_000_000;

  /** Of the rate that was asked for. */
  private static final double[] FACTORS = {0.25, 0.5, 1, 2, 4};

  private RateTuning() {}

  /**
   * A rate and what came of it.
   *
   * @param learningRate peak
   * @param validationLoss at the end; NaN when training diverged
   * @param compute multiply-accumulates of training
   */
  record Try(double learningRate, double validationLoss, long compute) {}

  /**
   * What was chosen.
   *
   * @param tries one per rate, at least one of them with a loss
   */
  record Tuned(List<Try> tries) {
    Tuned {
      tries = List.copyOf(tries);
    }

    /** The rate with the smallest validation loss. */
    double learningRate() {
      return tries.stream()
          .filter(t -> Double.isFinite(t.validationLoss()))
          .min(Comparator.comparingDouble(Try::validationLoss))
          .orElseThrow()
          .learningRate();
    }

    /** What choosing cost, in multiply-accumulates; it is in no total. */
    long compute() {
      return tries.stream().mapToLong(Try::compute).sum();
    }

    void write(ObjectNode to) {
      to.put("seed", SEED).put("learningRate", learningRate()).put("compute", compute());
      ArrayNode list = to.putArray("tries");
      for (Try each : tries) {
        ObjectNode node = list.addObject().put("learningRate", each.learningRate());
        if (Double.isFinite(each.validationLoss())) {
          node.put("validationLoss", each.validationLoss());
        }
        node.put("compute", each.compute());
      }
    }

    static Tuned read(Fields from) {
      return new Tuned(
          from.objects("tries").stream()
              .map(
                  each ->
                      new Try(
                          each.number("learningRate"),
                          each.orNaN("validationLoss").number("validationLoss"),
                          each.integer64("compute")))
              .toList());
    }
  }

  /** Plays a run of the tuning to its end. */
  @FunctionalInterface
  interface Player {
    /** Empty when everything was stopped. */
    Optional<GrowthEvent.RunEnded> play(Planned run, RunConfig config)
        throws IOException, InterruptedException;
  }

  /**
   * Tries the rates; empty when everything was stopped.
   *
   * @throws IOException in one sentence when training diverged at every rate
   */
  static Optional<Tuned> tune(ComparisonPlan plan, ComparisonFolder folder, Player player)
      throws IOException, InterruptedException {
    List<Try> tries = new ArrayList<>();
    for (double factor : FACTORS) {
      double rate = factor * plan.base().training().learningRate();
      Planned run =
          new Planned(new Entry(Participant.SCRATCH, false, Match.EPOCHS), SEED, name(rate));
      if (!folder.look(run).done() && player.play(run, plan.tuning(rate, SEED)).isEmpty()) {
        return Optional.empty();
      }
      RunResult result = folder.look(run);
      tries.add(
          result.done()
              ? new Try(rate, result.last().validationLoss(), result.compute().total())
              : new Try(rate, Double.NaN, 0));
    }
    if (tries.stream().noneMatch(t -> Double.isFinite(t.validationLoss()))) {
      throw new IOException(
          Texts.of(
              "tune-rate: expected a rate from %s to %s at which training goes well, found none; choose another --learning-rate.",
              tries.get(0).learningRate(), tries.get(tries.size() - 1).learningRate()));
    }
    return Optional.of(new Tuned(tries));
  }

  private static String name(double rate) {
    return "tune-rate-" + String.format(Locale.ROOT, "%s", rate);
  }
}
