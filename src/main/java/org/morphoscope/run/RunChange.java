package org.morphoscope.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.run.config.Training;
import org.morphoscope.text.Texts;

/**
 * What a recorded run is to have otherwise from its next round on; what is empty stays as it was.
 *
 * @param rounds growth rounds in all
 * @param data new place of the same data
 * @param optimiser of the weights
 * @param learningRate peak rate
 * @param epochs of training after each growth
 */
public record RunChange(
    OptionalInt rounds,
    Optional<String> data,
    Optional<Training.Optimiser> optimiser,
    OptionalDouble learningRate,
    OptionalInt epochs) {

  /** {@return a change of nothing} */
  public static RunChange none() {
    return new RunChange(
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty());
  }

  /**
   * {@return a change of the number of rounds alone}
   *
   * @param rounds growth rounds in all
   */
  public static RunChange toRounds(int rounds) {
    return new RunChange(
        OptionalInt.of(rounds),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty());
  }

  /**
   * {@return the configuration with what is given here in place of its own}
   *
   * @param config of the recorded run
   * @throws IllegalArgumentException in one sentence when a value is out of range
   */
  public RunConfig applied(RunConfig config) {
    Training training = config.training();
    if (optimiser.isPresent() && optimiser.get() != training.optimiser()) {
      // a rate for the one is no rate for the other
      training =
          training
              .withOptimiser(optimiser.get())
              .withLearningRate(Training.standardRate(optimiser.get(), training.schedule()));
    }
    training = training.withLearningRate(learningRate.orElse(training.learningRate()));
    training =
        training.withEpochs(training.firstEpochs(), epochs.orElse(training.epochsPerRound()));
    DataChoice old = config.data();
    DataChoice place =
        new DataChoice(data.orElse(old.name()), old.trainLimit(), old.validationShare());
    return config
        .withTraining(training)
        .withData(place)
        .withRounds(rounds.orElse(config.limits().rounds()));
  }

  /**
   * What differs between two settings of one run, with old and new values; the number of rounds is
   * left out, because a run that goes on further is the same run.
   */
  static List<String> differences(RunConfig before, RunConfig after) {
    List<String> differences = new ArrayList<>();
    Training old = before.training();
    Training now = after.training();
    add(differences, "data", before.data().name(), after.data().name());
    add(differences, "optimiser", word(old.optimiser()), word(now.optimiser()));
    add(differences, "learning rate", old.learningRate(), now.learningRate());
    add(differences, "epochs per round", old.epochsPerRound(), now.epochsPerRound());
    return differences;
  }

  /**
   * {@return the {@link #differences} in words; empty when there is none}
   *
   * @param before configuration of the recorded run
   * @param after configuration to go on with
   */
  public static Optional<String> told(RunConfig before, RunConfig after) {
    List<String> differences = differences(before, after);
    return differences.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", differences));
  }

  private static void add(List<String> to, String what, Object before, Object after) {
    if (!before.equals(after)) {
      to.add(Texts.of("%s %s (was %s)", what, after, before));
    }
  }

  private static String word(Training.Optimiser optimiser) {
    return optimiser.name().toLowerCase(Locale.ROOT);
  }
}
