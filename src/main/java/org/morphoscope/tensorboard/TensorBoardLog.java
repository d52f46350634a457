package org.morphoscope.tensorboard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.morphoscope.history.GradientCourse;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.Layer;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.EpochFinished;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.GrowthEvent.Proposed;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.GrowthEvent.TailDiverged;
import org.morphoscope.run.GrowthEvent.TailEpoch;
import org.morphoscope.run.GrowthEvent.TailFinished;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.config.Training;
import org.morphoscope.text.Texts;

/**
 * Writes scalars of every epoch, round and tail and histograms of every round's scores. Used by the
 * run's thread; {@link #problem} may be asked afterwards by another.
 */
public final class TensorBoardLog implements Consumer<GrowthEvent> {
  /** Points of the curve within an epoch. */
  private static final int POINTS = 50;

  private final Path folder;
  private final Clock clock;
  private EventFile epochs;
  private EventFile rounds;

  /** The course of the loss within epochs, by images. */
  private EventFile images;

  /** Images of training at the last point of that course. */
  private long lastPoint = -1;

  /** The tail under way; null when none is. */
  private EventFile tail;

  /** Figures of the nets behind tails; null before the first. */
  private EventFile finished;

  private final RunModel history = new RunModel(() -> 0L);
  private volatile String problem;

  /**
   * @param folder for the folders {@code epochs} and {@code rounds}, and with tails {@code
   *     tails/round-NNN} and {@code finished}; {@code images} for the course within epochs
   * @param clock tells when a value was written
   */
  public TensorBoardLog(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** {@return the sentence about what went wrong, if anything did; nothing was written after it} */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public void accept(GrowthEvent event) {
    if (problem != null) {
      return;
    }
    try {
      write(event);
    } catch (IOException e) {
      problem =
          Texts.of(
              "%s: the log for TensorBoard ends in round %d, it cannot be written (%s: %s); the run"
                  + " itself is whole.",
              folder, event.round(), e.getClass().getSimpleName(), e.getMessage());
      closeAfterProblem(e);
    }
  }

  private void write(GrowthEvent event) throws IOException {
    history.apply(List.of(event));
    if (event instanceof RunStarted start) {
      begin(start);
    } else if (event instanceof EpochFinished epoch) {
      epochs.add(
          step(epoch.round(), epoch.epoch()),
          norms(
              summary(epoch.trainLoss(), epoch.trainAccuracy(), epoch.learningRate()),
              epoch.gradientNorms()));
    } else if (event instanceof PhaseProgress progress) {
      point(progress);
    } else if (event instanceof Proposed) {
      rounds.add(event.round(), histograms(event.round()));
    } else if (event instanceof RoundFinished end) {
      rounds.add(event.round(), summary(end.summary()));
    } else if (event instanceof TailEpoch epoch) {
      writeTail(epoch);
    } else if (event instanceof TailDiverged) {
      endTail();
    } else if (event instanceof TailFinished end) {
      endTail();
      if (finished == null) {
        finished = EventFile.create(folder.resolve("finished"), clock, end.round());
      }
      finished.add(end.round(), summary(end.summary()));
    } else if (event instanceof RunEnded) {
      close();
    }
  }

  /** Every tail is a curve of its own, which goes on where its round ended. */
  private void writeTail(TailEpoch epoch) throws IOException {
    long begin = step(epoch.round() + 1, 0);
    if (tail == null) {
      Path place = folder.resolve("tails").resolve(Texts.of("round-%03d", epoch.round()));
      tail = EventFile.create(place, clock, begin);
    }
    tail.add(
        begin + epoch.epoch(),
        summary(epoch.trainLoss(), epoch.trainAccuracy(), epoch.learningRate()));
  }

  private void endTail() throws IOException {
    if (tail != null) {
      EventFile ended = tail;
      tail = null;
      ended.close();
    }
  }

  private void begin(RunStarted start) throws IOException {
    epochs = EventFile.create(folder.resolve("epochs"), clock, step(start.round(), 0));
    rounds = EventFile.create(folder.resolve("rounds"), clock, start.round());
    long met = step(start.round(), 0) * start.trainImages();
    images = EventFile.create(folder.resolve("images"), clock, met);
    lastPoint = -1;
  }

  /** Epochs since the beginning of the run. */
  private long step(int round, int epoch) {
    Training training = history.run().orElseThrow().config().training();
    return round == 0
        ? epoch
        : training.firstEpochs() + (round - 1L) * training.epochsPerRound() + epoch;
  }

  /**
   * The curve within epochs: the step is the number of images of training so far, a tail's images
   * count on behind its round's.
   */
  private void point(PhaseProgress progress) throws IOException {
    boolean inTail = progress.phase() == Phase.TAIL;
    if (!inTail && progress.phase() != Phase.TRAIN || !Double.isFinite(progress.loss())) {
      return;
    }
    int perEpoch = history.run().orElseThrow().trainImages();
    long met = step(progress.round() + (inTail ? 1 : 0), 0) * perEpoch + progress.done();
    if (lastPoint < 0 || met < lastPoint || met - lastPoint >= perEpoch / POINTS) {
      lastPoint = met;
      images.add(
          met,
          new Summary()
              .scalar("within an epoch/training loss", progress.loss())
              .scalar("within an epoch/images per second", progress.imagesPerSecond()));
    }
  }

  private static Summary summary(double loss, double accuracy, double rate) {
    return new Summary()
        .scalar("epoch/training loss", loss)
        .scalar("epoch/training accuracy", accuracy)
        .scalar("epoch/learning rate", rate);
  }

  /** Adds the norm of the gradient of every layer that has one. */
  private Summary norms(Summary to, List<Double> norms) {
    List<String> names = GradientCourse.layers(history.run().orElseThrow().architecture());
    for (int l = 0; l < Math.min(names.size(), norms.size()); l++) {
      if (norms.get(l) > 0) {
        to.scalar("gradient norm/" + names.get(l), norms.get(l));
      }
    }
    return to;
  }

  private static Summary summary(RoundSummary round) {
    return new Summary()
        .scalar("loss/train", round.trainLoss())
        .scalar("loss/validation", round.validationLoss())
        .scalar("loss/test", round.testLoss())
        .scalar("accuracy/validation", round.validationAccuracy())
        .scalar("accuracy/test", round.testAccuracy())
        .scalar("size/parameters", round.parameters())
        .scalar("size/multiply-accumulates", round.multiplyAccumulates())
        .scalar("gain/predicted", round.predictedGain())
        .scalar("gain/measured", round.measuredGain())
        .scalar("gain/held out", round.heldOutGain())
        .scalar("applied/splits", round.splits())
        .scalar("applied/prunes", round.prunes())
        .scalar("applied/new neurons", round.newNeurons())
        .scalar("time/training (s)", round.secondsTraining())
        .scalar("time/growth (s)", round.secondsScoring());
  }

  /** Predicted change of the loss of every candidate, by layer and morphism. */
  private Summary histograms(int round) {
    Summary summary = new Summary();
    RoundRecord record = history.round(round).orElseThrow();
    List<Layer> layers = record.architecture().spec().leaders();
    for (int l = 0; l < record.scores().size(); l++) {
      LayerScores layer = record.scores().get(l);
      String name = layers.get(l).id();
      summary
          .histogram("split/" + name, layer.splitDelta())
          .histogram("prune/" + name, layer.pruneDelta())
          .histogram("new/" + name, layer.newDelta());
    }
    return summary;
  }

  private void close() throws IOException {
    endTail();
    for (EventFile file : Arrays.asList(epochs, rounds, images, finished)) {
      if (file != null) {
        file.close();
      }
    }
  }

  private void closeAfterProblem(IOException problemBefore) {
    try {
      close();
    } catch (IOException again) {
      problemBefore.addSuppressed(again);
    }
  }
}
