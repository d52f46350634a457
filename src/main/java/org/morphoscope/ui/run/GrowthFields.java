package org.morphoscope.ui.run;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.GrowthStrategy;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Selection;
import org.morphoscope.text.Texts;
import org.morphoscope.ui.kit.Terms;

/** The fields about how a net grows: which morphisms, how fast, how far, by which strategy. */
final class GrowthFields {
  private final RunConfig base;
  private final Map<MorphKind, CheckBox> kinds = new EnumMap<>(MorphKind.class);
  private final ChoiceBox<Selection.Pace> pace =
      new ChoiceBox<>(FXCollections.observableArrayList(Selection.Pace.values()));
  private final TextField factor = new TextField();
  private final TextField lambda = new TextField();
  private final TextField parameters = new TextField();
  private final TextField macs = new TextField();
  private final ChoiceBox<GrowthStrategy> strategy =
      new ChoiceBox<>(FXCollections.observableArrayList(choices()));

  GrowthFields(RunConfig base) {
    this.base = base;
    Selection selection = base.selection();
    for (MorphKind kind : MorphKind.values()) {
      CheckBox box = new CheckBox(Terms.name(kind));
      box.setId("form-kind-" + Terms.name(kind));
      box.setSelected(selection.kinds().contains(kind));
      kinds.put(kind, box);
    }
    pace.setConverter(new Words<>(GrowthFields::words));
    pace.setValue(selection.pace());
    factor.setText(Texts.of("%.2f", selection.growthFactor()));
    selection.lambda().ifPresent(value -> lambda.setText(Double.toString(value)));
    base.limits().parameters().ifPresent(value -> parameters.setText(Long.toString(value)));
    base.limits().macs().ifPresent(value -> macs.setText(Long.toString(value)));
    lambda.setPromptText("e.g. 2e-6");
    parameters.setPromptText("parameters");
    macs.setPromptText("MACs per image");
    macs.setId("form-macs");
    macs.setAccessibleText("Budget of multiply-accumulates per image");
    strategy.setConverter(new Words<>(GrowthFields::words));
    strategy.setValue(base.strategy());
    lambda
        .disableProperty()
        .bind(
            pace.valueProperty()
                .isEqualTo(Selection.Pace.FACTOR)
                .or(pace.valueProperty().isEqualTo(Selection.Pace.TO_BUDGET)));
    factor
        .disableProperty()
        .bind(
            pace.valueProperty()
                .isEqualTo(Selection.Pace.LAMBDA)
                .or(pace.valueProperty().isEqualTo(Selection.Pace.TO_BUDGET)));
  }

  /** Adds the fields to a form. */
  void addTo(NewRunForm form) {
    HBox boxes = new HBox(14);
    boxes.setAlignment(Pos.CENTER_LEFT);
    boxes.getChildren().setAll(kinds.values());
    form.field(
        "Morphisms",
        boxes,
        kinds.get(MorphKind.SPLIT),
        "form-kind-split",
        String.join("\n", Terms.SPLIT, Terms.PRUNE, Terms.NEW));
    form.field("Pace", pace, pace, "form-pace", Terms.PACE);
    HBox numbers = new HBox(8, factor, new Label("\u03bb"), lambda);
    numbers.setAlignment(Pos.CENTER_LEFT);
    form.field("Growth factor", numbers, factor, "form-growth", Terms.GROWTH_FACTOR);
    lambda.setId("form-lambda");
    lambda.setAccessibleText("lambda");
    form.field(
        "Budget",
        new HBox(8, parameters, macs),
        parameters,
        "form-budget",
        "The run ends when the net has this many parameters or costs this many multiply-accumulates"
            + " per image; empty for no limit");
    form.field("Strategy", strategy, strategy, "form-strategy", Terms.STRATEGY);
  }

  OptionalLong parameterBudget() {
    return WrongFieldException.in(
        parameters, () -> amount("parameter budget", parameters.getText()));
  }

  OptionalLong macBudget() {
    return WrongFieldException.in(
        macs, () -> amount("budget of multiply-accumulates", macs.getText()));
  }

  /** The field that a run needs which grows to its budget. */
  Control budgetField() {
    return parameters;
  }

  GrowthStrategy strategy() {
    return strategy.getValue();
  }

  /**
   * @throws IllegalArgumentException in one sentence when a field cannot be used
   */
  Selection selection() {
    Set<MorphKind> chosen = EnumSet.noneOf(MorphKind.class);
    kinds.forEach(
        (kind, box) -> {
          if (box.isSelected()) {
            chosen.add(kind);
          }
        });
    Selection paced =
        WrongFieldException.in(
            lambda, () -> base.selection().withLambda(pace.getValue(), typedLambda()));
    Selection grown =
        WrongFieldException.in(
            factor,
            () ->
                paced.withGrowthFactor(Numbers.decimal("growth factor", factor.getText(), "1.4")));
    return WrongFieldException.in(
        kinds.get(MorphKind.SPLIT),
        () -> {
          if (chosen.isEmpty()) {
            throw new IllegalArgumentException("morphisms: expected at least one, found none");
          }
          return grown.withKinds(chosen);
        });
  }

  private OptionalDouble typedLambda() {
    String text = lambda.getText().strip();
    return text.isEmpty() || lambda.isDisabled()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Numbers.decimal("lambda", text, "2e-6"));
  }

  private static OptionalLong amount(String what, String text) {
    return text.isBlank() ? OptionalLong.empty() : OptionalLong.of(Numbers.amount(what, text));
  }

  private static String words(Selection.Pace pace) {
    return switch (pace) {
      case FACTOR -> "by a factor per round";
      case TO_BUDGET -> "evenly to the budget";
      case LAMBDA -> "fixed \u03bb";
      case ADAPTIVE -> "\u03bb follows measured gain";
    };
  }

  /** All but the one that needs a file, which the command line takes. */
  private static List<GrowthStrategy> choices() {
    return Arrays.stream(GrowthStrategy.values())
        .filter(strategy -> strategy != GrowthStrategy.SCORES)
        .toList();
  }

  private static String words(GrowthStrategy strategy) {
    return switch (strategy) {
      case GAUSS_NEWTON -> "Gauss-Newton scores";
      case RANDOM -> "control: random, unlearned \u03b8";
      case RANDOM_LEARNED -> "control: random, learned \u03b8";
      case RANDOM_NEW -> "control: random new neurons";
      case UNIFORM -> "control: uniform widening";
      case UNIFORM_NEW -> "control: new neurons evenly";
      case NET2NET -> "control: Net2Net copies";
      case SPLITTING -> "rival: splitting steepest descent";
      case SPLITTING_SIGNED -> "rival: signed splitting";
      case FIREFLY -> "rival: Firefly";
      case GRADMAX_OUT -> "rival: GradMax, outgoing weights 0";
      case TINY -> "rival: TINY";
      case SENN -> "rival: self-expanding nets";
      case BEST_OF_M -> "rival: best of random neurons";
      case PAIRS -> "rival: new neurons in pairs";
      case TAYLOR -> "rival: prune by Taylor importance";
      case SLIMMING -> "rival: network slimming";
      case MORPHNET -> "rival: MorphNet";
      case SCORES -> "scores of a file";
    };
  }

  private static final class Words<T> extends StringConverter<T> {
    private final Function<T, String> words;

    Words(Function<T, String> words) {
      this.words = words;
    }

    @Override
    public String toString(T value) {
      return value == null ? "" : words.apply(value);
    }

    @Override
    public T fromString(String text) {
      throw new UnsupportedOperationException("a choice is not typed");
    }
  }
}
