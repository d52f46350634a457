package org.morphoscope.history;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.EpochFinished;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.GrowthEvent.PhaseStarted;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.GrowthEvent.TailEpoch;
import org.morphoscope.run.GrowthEvent.TailFinished;
import org.morphoscope.run.Phase;

/**
 * The course of training within the rounds: losses of the batches while they are trained, of
 * epochs, and of the validation images at the end of rounds and tails; with learning rate and
 * speed. The axis counts epochs trained so far. A recorded run has no batches: progress is not
 * recorded.
 */
public final class TrainingCurve {
  /** Beyond, every second point of the batches goes. */
  private static final int MOST_BATCHES = 8_000;

  /** Epochs over which losses of batches are smoothed, an exponential average. */
  private static final double SMOOTHED_OVER = 0.1;

  private final List<Point> batches = new ArrayList<>();
  private final List<Point> other = new ArrayList<>();
  private final List<Point> epochs = new ArrayList<>();
  private final List<Point> validation = new ArrayList<>();
  private final GradientCourse gradients = new GradientCourse();
  private int trainImages;
  private int base;
  private int trained;
  private double rate = Double.NaN;
  private PhaseProgress last;
  private long version;

  /** What a point is the loss of. */
  public enum Kind {
    /** Training batches, smoothed. */
    BATCHES("training, batches"),
    /** A whole epoch of training. */
    EPOCH("training, epoch"),
    /** A whole epoch of a tail. */
    TAIL("training, epoch of the tail"),
    /** The validation images. */
    VALIDATION("validation");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** {@return the kind as a person calls it} */
    public String words() {
      return words;
    }
  }

  /**
   * A point of the curve.
   *
   * @param kind what it is the loss of
   * @param round number of the round
   * @param epoch epochs trained so far, a tail's from where it branches off
   * @param loss in nats
   * @param learningRate of the last step that is known, NaN where none is
   * @param imagesPerSecond NaN where it is not known
   */
  public record Point(
      Kind kind,
      int round,
      double epoch,
      double loss,
      double learningRate,
      double imagesPerSecond) {}

  /** {@return norms of the gradients of epochs; grows with later events} */
  public GradientCourse gradients() {
    return gradients;
  }

  /** {@return losses of batches, smoothed, in order} */
  public List<Point> batches() {
    return List.copyOf(batches);
  }

  /** {@return losses of whole epochs, tails among them, in order} */
  public List<Point> epochs() {
    return List.copyOf(epochs);
  }

  /** {@return losses of the validation images, in order} */
  public List<Point> validation() {
    return List.copyOf(validation);
  }

  /** {@return a number that is another one after every change} */
  public long version() {
    return version;
  }

  void accept(GrowthEvent event) {
    if (event instanceof RunStarted started) {
      begin(started);
    } else if (event instanceof PhaseStarted started && started.phase() == Phase.TRAIN) {
      if (trained == 0) {
        takeBack(started.round());
      }
    } else if (event instanceof GrowthEvent.Tried tried && !tried.both().keptSecond()) {
      List<Point> first = List.copyOf(other);
      takeBack(event.round());
      batches.addAll(first);
    } else if (event instanceof PhaseProgress progress && progress.phase() == Phase.TRAIN) {
      progress(progress);
    } else if (event instanceof EpochFinished epoch) {
      trained = epoch.epoch() + 1;
      rate = epoch.learningRate();
      gradients.add(epoch.round(), base + trained, epoch.gradientNorms());
      add(epochs, Kind.EPOCH, epoch.round(), base + trained, epoch.trainLoss());
    } else if (event instanceof TailEpoch epoch) {
      add(
          epochs,
          Kind.TAIL,
          epoch.round(),
          base + epoch.epoch() + 1.0,
          epoch.trainLoss(),
          epoch.learningRate());
    } else if (event instanceof RoundFinished finished) {
      base += trained;
      trained = 0;
      last = null;
      add(validation, Kind.VALIDATION, event.round(), base, finished.summary().validationLoss());
    } else if (event instanceof TailFinished finished) {
      int length = finished.summary().tail().map(tail -> tail.epochs()).orElse(0);
      add(
          validation,
          Kind.VALIDATION,
          event.round(),
          base + (double) length,
          finished.summary().validationLoss());
    } else if (event instanceof GrowthEvent.Undone || event instanceof GrowthEvent.Diverged) {
      forgetFrom(event.round());
    }
  }

  private void begin(RunStarted started) {
    trainImages = started.trainImages();
    gradients.begin(started.architecture(), started.round() == 0);
    rate = Double.NaN;
    if (started.round() == 0) {
      batches.clear();
      epochs.clear();
      validation.clear();
      base = 0;
      trained = 0;
      last = null;
      version++;
    } else {
      forgetFrom(started.round());
    }
  }

  /** Batches of the first epoch of a round are set aside: another set is tried. */
  private void takeBack(int round) {
    other.clear();
    batches.stream().filter(point -> point.round() == round).forEach(other::add);
    if (!other.isEmpty()) {
      batches.removeIf(point -> point.round() == round);
      last = null;
      version++;
    }
  }

  /** The round is played again: it goes, with those after it. */
  private void forgetFrom(int round) {
    for (List<Point> points : List.of(batches, epochs, validation)) {
      points.removeIf(point -> point.round() >= round);
    }
    gradients.forgetFrom(round);
    base =
        (int)
            epochs.stream()
                .filter(point -> point.kind() == Kind.EPOCH)
                .mapToDouble(Point::epoch)
                .max()
                .orElse(0);
    trained = 0;
    last = null;
    version++;
  }

  /** The engine tells the mean over the epoch so far; what it grew by since is the loss of now. */
  private void progress(PhaseProgress now) {
    if (trainImages <= 0 || !Double.isFinite(now.loss())) {
      return;
    }
    long epoch = (now.done() - 1) / trainImages;
    long inEpoch = now.done() - epoch * trainImages;
    double loss = now.loss();
    boolean same =
        last != null
            && last.round() == now.round()
            && (last.done() - 1) / trainImages == epoch
            && last.done() < now.done();
    if (same) {
      long before = last.done() - epoch * trainImages;
      loss = (now.loss() * inEpoch - last.loss() * before) / (inEpoch - before);
    }
    if (!batches.isEmpty() && last != null && last.round() == now.round()) {
      double step = Math.max(0, now.done() - last.done()) / (double) trainImages;
      double kept = Math.exp(-step / SMOOTHED_OVER);
      loss = kept * batches.get(batches.size() - 1).loss() + (1 - kept) * loss;
    }
    last = now;
    batches.add(
        new Point(
            Kind.BATCHES,
            now.round(),
            base + now.done() / (double) trainImages,
            loss,
            rate,
            now.imagesPerSecond()));
    if (batches.size() > MOST_BATCHES) {
      for (int i = batches.size() - 2; i >= 0; i -= 2) {
        batches.remove(i);
      }
    }
    version++;
  }

  private void add(List<Point> to, Kind kind, int round, double epoch, double loss) {
    add(to, kind, round, epoch, loss, rate);
  }

  private void add(
      List<Point> to, Kind kind, int round, double epoch, double loss, double learningRate) {
    if (Double.isFinite(loss)) {
      to.add(new Point(kind, round, epoch, loss, learningRate, Double.NaN));
      version++;
    }
  }
}
