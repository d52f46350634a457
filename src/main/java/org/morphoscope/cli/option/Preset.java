package org.morphoscope.cli.option;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.morphoscope.run.config.Selection;
import org.morphoscope.run.config.TailAt;
import org.morphoscope.run.config.TailPlan;
import org.morphoscope.run.config.Training;
import org.morphoscope.text.Texts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Settings under a name, for what an option does not say. */
enum Preset {
  STANDARD(Training.standard(), Selection.standard()),
  /** The setting in which the place by score was measured to matter most (method.md, 13). */
  GENTLE(gentleTraining(), gentleSelection()),
  /** The setting in which growing was measured to pay (results.md): most epochs at the end. */
  EARLY(earlyTraining(), earlySelection());

  private final Training training;
  private final Selection selection;

  Preset(Training training, Selection selection) {
    this.training = training;
    this.selection = selection;
  }

  Training training() {
    return training;
  }

  Selection selection() {
    return selection;
  }

  /** A net that is well trained first, then grown in small steps. */
  private static Training gentleTraining() {
    return Training.standard().withLearningRate(0.01).withEpochs(8, 1);
  }

  private static Selection gentleSelection() {
    return Selection.former().withGrowthFactor(1.25);
  }

  /** A net that grows while an epoch of it is cheap, then settles at its final size. */
  private static Training earlyTraining() {
    return Training.standard()
        .withEpochs(2, 1)
        .withTail(new TailPlan(OptionalInt.of(14), OptionalLong.empty(), TailAt.LAST, 0.65));
  }

  private static Selection earlySelection() {
    return Selection.standard()
        .withStart(Selection.Start.FRESH)
        .withKinds(Selection.Start.FRESH.kinds())
        .withOtherShare(1);
  }

  /** Names of presets. */
  static final class Converter implements ITypeConverter<Preset> {
    @Override
    public Preset convert(String name) {
      try {
        return Preset.valueOf(name.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            Texts.of("expected standard, gentle or early, found '%s'", name));
      }
    }
  }
}
