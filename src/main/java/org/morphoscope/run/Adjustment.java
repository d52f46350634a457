package org.morphoscope.run;

import static org.morphoscope.run.config.Ranges.require;
import static org.morphoscope.run.config.Ranges.requireBetween;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.morphoscope.net.Resource;
import org.morphoscope.run.config.Limits;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.Training;
import org.morphoscope.text.Texts;

/**
 * A setting that a person turns while the run goes on. It counts from the next safe point on: the
 * learning rate and the epochs before the next epoch of a round's training, all others before the
 * next proposal or epoch, whichever comes first.
 *
 * @param setting what is turned
 * @param value new value, in the unit of the setting
 * @param who who turned it, for the record; at most 100 characters
 */
public record Adjustment(Setting setting, double value, String who) {
  private static final int LONGEST_NAME = 100;
  private static final double MOST = 9e15;

  /** What can be turned. */
  public enum Setting {
    /** Peak learning rate, above 0, to 10. */
    LEARNING_RATE("learning rate"),
    /** Epochs of the round under way and of those after it; in round 0 of that one alone. */
    EPOCHS("epochs of a round"),
    /** Factor by which a round of growth enlarges the net, above 1, to 16. */
    GROWTH_FACTOR("growth factor"),
    /** Most of the run's resource that the net may have. */
    BUDGET("budget"),
    /** Growth rounds in all; what is below the round under way ends the run with that one. */
    ROUNDS("rounds");

    private final String words;

    Setting(String words) {
      this.words = words;
    }

    /** {@return the setting as a person calls it} */
    public String words() {
      return words;
    }
  }

  /**
   * Checks the value against the range of its setting.
   *
   * @param setting what is turned
   * @param value new value, in the unit of the setting
   * @param who who turned it
   */
  public Adjustment {
    require(who.length() <= LONGEST_NAME, "who adjusts", "at most 100 characters", who.length());
    if (setting != Setting.LEARNING_RATE && setting != Setting.GROWTH_FACTOR) {
      require(
          value == Math.rint(value) && Math.abs(value) <= MOST,
          setting.words(),
          "a whole number",
          value);
    }
    switch (setting) {
      case LEARNING_RATE -> Training.standard().withLearningRate(value);
      case EPOCHS -> Training.standard().withEpochs((int) clipped(value), (int) clipped(value));
      case GROWTH_FACTOR -> Selection.standard().withGrowthFactor(value);
      case BUDGET -> requireBetween(1, (long) MOST, setting.words(), (long) value);
      case ROUNDS -> Limits.ofRounds((int) clipped(value));
    }
  }

  /** A number beyond int stays out of range, whatever its last digits. */
  private static double clipped(double value) {
    return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  /**
   * {@return the configuration with the setting turned}
   *
   * @param config as it stands
   * @param round under way; rounds already begun are never taken away
   * @throws IllegalArgumentException in one sentence when the run has no such setting
   */
  public RunConfig applied(RunConfig config, int round) {
    Training training = config.training();
    int whole = (int) clipped(value);
    return switch (setting) {
      case LEARNING_RATE -> config.withTraining(training.withLearningRate(value));
      case EPOCHS ->
          config.withTraining(
              round == 0
                  ? training.withEpochs(whole, training.epochsPerRound())
                  : training.withEpochs(training.firstEpochs(), whole));
      case GROWTH_FACTOR -> {
        Selection.Pace pace = config.selection().pace();
        require(
            pace == Selection.Pace.FACTOR || pace == Selection.Pace.ADAPTIVE,
            "growth factor",
            "a run whose pace is factor or adaptive",
            "pace " + pace.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        yield config.withSelection(config.selection().withGrowthFactor(value));
      }
      case BUDGET -> withBudget(config, OptionalLong.of((long) value));
      case ROUNDS -> config.withRounds(Math.max(whole, round));
    };
  }

  private static RunConfig withBudget(RunConfig config, OptionalLong budget) {
    Resource resource = config.selection().resource();
    return config.withLimits(config.limits().with(resource, budget));
  }

  /**
   * {@return the value that a configuration has; empty for a budget that is none}
   *
   * @param config of a run
   * @param setting what is asked for
   * @param round under way
   */
  public static OptionalDouble of(RunConfig config, Setting setting, int round) {
    Training training = config.training();
    return switch (setting) {
      case LEARNING_RATE -> OptionalDouble.of(training.learningRate());
      case EPOCHS ->
          OptionalDouble.of(round == 0 ? training.firstEpochs() : training.epochsPerRound());
      case GROWTH_FACTOR -> OptionalDouble.of(config.selection().growthFactor());
      case BUDGET -> {
        OptionalLong budget = config.budget(config.selection().resource());
        yield budget.isPresent() ? OptionalDouble.of(budget.getAsLong()) : OptionalDouble.empty();
      }
      case ROUNDS -> OptionalDouble.of(config.limits().rounds());
    };
  }

  /**
   * {@return the configuration as it was before an adjustment}
   *
   * @param config behind it
   * @param event of the adjustment
   */
  public static RunConfig undone(RunConfig config, GrowthEvent.Adjusted event) {
    return event.from().isEmpty()
        ? withBudget(config, OptionalLong.empty())
        : new Adjustment(event.setting(), event.from().getAsDouble(), "")
            .applied(config, event.setting() == Setting.ROUNDS ? 0 : event.round());
  }

  /**
   * {@return the configuration behind an adjustment}
   *
   * @param config before it
   * @param event of the adjustment
   */
  public static RunConfig done(RunConfig config, GrowthEvent.Adjusted event) {
    return new Adjustment(event.setting(), event.to(), "").applied(config, event.round());
  }

  /** {@return what is wanted, for a line: "learning rate 0.02"} */
  public String told() {
    return setting.words() + " " + number(value);
  }

  /**
   * {@return what an adjustment was, for a line: "learning rate 0.02 (was 0.05)"}
   *
   * @param event of the adjustment
   */
  public static String told(GrowthEvent.Adjusted event) {
    String before = event.from().isPresent() ? number(event.from().getAsDouble()) : "none";
    return Texts.of("%s %s (was %s)", event.setting().words(), number(event.to()), before);
  }

  /**
   * {@return since when it counts, for a line: "from epoch 2 on"}
   *
   * @param event of the adjustment
   */
  public static String since(GrowthEvent.Adjusted event) {
    return event.epoch() < 0
        ? "from the proposal on"
        : Texts.of("from epoch %d on", event.epoch() + 1);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < MOST
        ? Texts.of("%,d", (long) value)
        : Double.toString(value);
  }
}
