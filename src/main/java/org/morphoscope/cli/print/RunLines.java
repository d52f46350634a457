package org.morphoscope.cli.print;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Applied;
import org.morphoscope.run.GrowthEvent.EpochFinished;
import org.morphoscope.run.GrowthEvent.LocksChanged;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.run.GrowthEvent.Proposed;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.GrowthEvent.TailEpoch;
import org.morphoscope.run.GrowthEvent.TailFinished;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.text.Texts;

/** The events that are worth a line, as text. */
final class RunLines {
  private final Path folder;
  private NetworkSpec net;

  RunLines(Path folder) {
    this.folder = folder;
  }

  Optional<String> of(GrowthEvent event) {
    if (event instanceof RunStarted e) {
      net = e.architecture().spec();
      return Optional.of(started(e));
    } else if (event instanceof EpochFinished e) {
      return Optional.of(
          text(
              "round %d, epoch %d of %d: training loss %.4f, accuracy %.1f %%",
              e.round(), e.epoch() + 1, e.epochs(), e.trainLoss(), 100 * e.trainAccuracy()));
    } else if (event instanceof Proposed e) {
      return Optional.of(proposed(e.proposal()));
    } else if (event instanceof LocksChanged e && net != null) {
      return Optional.of(locked(e));
    } else if (event instanceof GrowthEvent.SettingsChanged e) {
      return Optional.of(text("round %d: from here on %s", e.round(), e.what()));
    } else if (event instanceof GrowthEvent.Adjusted e) {
      return Optional.of(
          text(
              "round %d: %s %s, turned by %s",
              e.round(), Adjustment.told(e), Adjustment.since(e), e.who()));
    } else if (event instanceof GrowthEvent.Diverged e) {
      return Optional.of(
          text(
              "round %d: training diverged at learning rate %.2g; back to the end of the round"
                  + " before, and again at %.2g",
              e.round(), e.learningRate(), e.nextLearningRate()));
    } else if (event instanceof GrowthEvent.TailDiverged e) {
      return Optional.of(
          text(
              "tail of round %d: training diverged at learning rate %.2g; back to the end of the"
                  + " round, and again at %.2g",
              e.round(), e.learningRate(), e.nextLearningRate()));
    } else if (event instanceof Measured e) {
      return Optional.of(
          text(
              "round %d: predicted gain %.4f, measured %.4f, held-out %.4f +- %.4f%s",
              e.round(),
              0 - e.predictedDelta(),
              0 - e.measuredDelta(),
              0 - e.heldOutDelta(),
              e.heldOutError(),
              e.contradicted() ? ": contradicted" : ""));
    } else if (event instanceof GrowthEvent.Tried e) {
      return Optional.of(text("round %d: tried both: %s", e.round(), e.both().told()));
    } else if (event instanceof Applied e && e.morphisms().isEmpty()) {
      return Optional.of(text("round %d: taken back, the net stays as it was", e.round()));
    } else if (event instanceof RoundFinished e) {
      return Optional.of(finished(e.summary()));
    } else if (event instanceof TailEpoch e) {
      return Optional.of(
          text(
              "tail of round %d, epoch %d of %d: training loss %.4f, accuracy %.1f %%, rate %.2g",
              e.round(),
              e.epoch() + 1,
              e.epochs(),
              e.trainLoss(),
              100 * e.trainAccuracy(),
              e.learningRate()));
    } else if (event instanceof TailFinished e) {
      return Optional.of(tailFinished(e.summary()));
    }
    return Optional.empty();
  }

  private String started(RunStarted e) {
    return text(
        "%s run %s in %s: %s, %,d parameters, %,d training and %,d validation images, %s",
        e.round() == 0 ? "New" : "Resumed",
        e.runId(),
        folder,
        e.architecture().spec(),
        Resources.of(e.architecture().spec()).parameters(),
        e.trainImages(),
        e.validationImages(),
        e.backend());
  }

  private String locked(LocksChanged e) {
    String layers =
        e.locked().stream()
            .map(group -> net.layer(net.group(group).first()).id())
            .collect(Collectors.joining(", "));
    return text("round %d: locked layers: %s", e.round(), layers.isEmpty() ? "none" : layers);
  }

  private static String proposed(Proposal proposal) {
    List<Candidate> chosen =
        proposal.selected().stream().map(c -> proposal.candidates().get(c)).toList();
    return text(
        "round %d: %d splits, %d prunes and %d new neurons chosen of %,d candidates, %+,d"
            + " parameters, predicted gain %.4f",
        proposal.round(),
        count(chosen, MorphKind.SPLIT),
        count(chosen, MorphKind.PRUNE),
        count(chosen, MorphKind.NEW_NEURON),
        proposal.candidates().size(),
        proposal.parameterChange(),
        0 - proposal.predictedDelta());
  }

  private static long count(List<Candidate> chosen, MorphKind kind) {
    return chosen.stream().filter(c -> c.kind() == kind).count();
  }

  private static String finished(RoundSummary summary) {
    return text(
        "round %d done: widths %s, %,d parameters, training loss %.4f, validation loss %.4f,"
            + " accuracy %.1f %%, %.1f s",
        summary.round(),
        SummaryTable.widths(summary),
        summary.parameters(),
        summary.trainLoss(),
        summary.validationLoss(),
        100 * summary.validationAccuracy(),
        summary.secondsTraining() + summary.secondsScoring());
  }

  private static String tailFinished(RoundSummary summary) {
    return text(
        "tail of round %d done: training loss %.4f, validation loss %.4f (%.4f before), accuracy"
            + " %.1f %%",
        summary.round(),
        summary.trainLoss(),
        summary.validationLoss(),
        summary.tail().orElseThrow().before().validationLoss(),
        100 * summary.validationAccuracy());
  }

  private static String text(String format, Object... values) {
    return Texts.of(format, values);
  }
}
