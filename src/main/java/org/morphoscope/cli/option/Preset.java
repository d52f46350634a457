package org.morphoscope.cli.option;

import java.util.Locale;
import java.util.OptionalDouble;
import org.morphoscope.run.RunConfig;
import org.morphoscope.text.Texts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Settings under a name, for what an option does not say. */
enum Preset {
  STANDARD(RunConfig.Training.standard(), RunConfig.Selection.standard()),
  /** The setting in which the place by score was measured to matter most (method.md, 13). */
  GENTLE(gentleTraining(), gentleSelection());

  private final RunConfig.Training training;
  private final RunConfig.Selection selection;

  Preset(RunConfig.Training training, RunConfig.Selection selection) {
    this.training = training;
    this.selection = selection;
  }

  RunConfig.Training training() {
    return training;
  }

  RunConfig.Selection selection() {
    return selection;
  }

  /** A net that is well trained first, then grown in small steps. */
  private static RunConfig.Training gentleTraining() {
    RunConfig.Training standard = RunConfig.Training.standard();
    return new RunConfig.Training(
        standard.optimiser(),
        0.01,
        standard.momentum(),
        standard.weightDecay(),
        standard.schedule(),
        standard.batch(),
        8,
        1,
        standard.augment());
  }

  private static RunConfig.Selection gentleSelection() {
    RunConfig.Selection standard = RunConfig.Selection.standard();
    return new RunConfig.Selection(
        standard.pace(),
        1.25,
        OptionalDouble.empty(),
        standard.resource(),
        standard.significance(),
        standard.kinds());
  }

  /** Names of presets. */
  static final class Converter implements ITypeConverter<Preset> {
    @Override
    public Preset convert(String name) {
      try {
        return Preset.valueOf(name.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            Texts.of("expected standard or gentle, found '%s'", name));
      }
    }
  }
}
