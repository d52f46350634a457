package org.morphoscope.cli.option;

import static org.morphoscope.cli.option.Checks.or;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;
import picocli.CommandLine.Option;

/** How the weights are trained: the options that make a {@link Training}. */
final class TrainingOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of training per round (default: 3).")
  private Integer epochs;

  @Option(
      names = "--first-epochs",
      paramLabel = "N",
      description = "Epochs of training of the seed net (default: 4).")
  private Integer firstEpochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images per training step, 16 to 512 (default: 128).")
  private Integer batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "Peak learning rate (default: 0.05 with sgd, 0.001 with adam; twice that with a schedule"
              + " within each round).")
  private Double learningRate;

  @Option(
      names = "--momentum",
      paramLabel = "X",
      description = "Momentum of sgd, 0 to below 1 (default: 0.9).")
  private Double momentum;

  @Option(names = "--optimiser", paramLabel = "NAME", description = "sgd (default) or adam.")
  private Training.Optimiser optimiser;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "Course of the learning rate: run (default: one course, a warm-up, a plateau while the"
              + " net grows, one fall in the tail), or within each round: cosine, constant, step.")
  private Training.Schedule schedule;

  @Option(
      names = "--tail",
      paramLabel = "E",
      description =
          "Epochs behind the last round in which the rate falls to a hundredth (default: with"
              + " --schedule run as many as before, else 0).")
  private Integer tail;

  @Option(
      names = "--tail-at",
      paramLabel = "WHERE",
      converter = TailAtOption.class,
      description =
          "Rounds with a tail of their own, which growth goes on from before: last (default), all,"
              + " or sizes, for example 5k,10k: the first round with so many parameters (or macs).")
  private TailAt tailAt;

  @Option(
      names = "--hold",
      paramLabel = "SHARE",
      description =
          "Share of a tail in which the rate stays at its peak before it falls, 0 to 0.9: the net"
              + " settles at its final size (default: 0).")
  private Double hold;

  @Option(names = "--no-augment", description = "Train without random crops and flips.")
  private boolean noAugment;

  /**
   * @param standard what holds where no option says otherwise
   * @param trained whether the net comes with trained weights, which need no first epochs
   * @throws IllegalArgumentException in one sentence when a number is out of range
   */
  Training of(Training standard, boolean trained) {
    Checks.notBoth(
        momentum != null && optimiser == Training.Optimiser.ADAM,
        "--momentum",
        "--optimiser adam",
        "has its own");
    Checks.notBoth(
        tail != null && tail == 0 && tailAt != null, "--tail-at", "--tail 0", "has none");
    Checks.notBoth(tail != null && tail == 0 && hold != null, "--hold", "--tail 0", "has none");
    boolean withinRounds = schedule != null && schedule != Training.Schedule.RUN;
    if ((tailAt != null || hold != null) && tail == null && withinRounds) {
      throw new IllegalArgumentException(
          (tailAt != null ? "--tail-at" : "--hold")
              + ": expected --tail too, since only --schedule run has tails of itself");
    }
    Training.Optimiser chosen = or(optimiser, standard.optimiser());
    Training.Schedule course = or(schedule, standard.schedule());
    // a preset's rate is for the preset's optimiser and schedule
    boolean presets = chosen == standard.optimiser() && course == standard.schedule();
    double rate = presets ? standard.learningRate() : Training.standardRate(chosen, course);
    // nor is its tail for rounds that bring the rate down by themselves
    boolean tails = course == standard.schedule() && (tail == null || tail > 0);
    TailPlan usual = (tails ? standard : Training.standard()).tail();
    return standard
        .withOptimiser(chosen)
        .withLearningRate(or(learningRate, rate))
        .withMomentum(or(momentum, standard.momentum()))
        .withSchedule(course)
        .withBatch(or(batch, standard.batch()))
        .withEpochs(
            or(firstEpochs, trained ? 0 : standard.firstEpochs()),
            or(epochs, standard.epochsPerRound()))
        .withAugment(!noAugment)
        .withTail(
            new TailPlan(
                tail == null ? usual.epochs() : OptionalInt.of(tail),
                OptionalLong.empty(),
                or(tailAt, usual.at()),
                or(hold, usual.hold())));
  }

  /** Whether a person chose the rate. */
  boolean rateGiven() {
    return learningRate != null;
  }
}
