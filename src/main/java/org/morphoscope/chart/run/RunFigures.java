package org.morphoscope.chart.run;

import java.util.List;
import java.util.stream.Collectors;
import org.morphoscope.text.Texts;

/** All figures of runs. */
public final class RunFigures {
  private RunFigures() {}

  /** {@return all figures, in the order to list them} */
  public static List<RunFigure> all() {
    return List.of(
        new LossFigure(LossFigure.Against.PARAMETERS),
        new LossFigure(LossFigure.Against.MACS),
        new LossFigure(LossFigure.Against.COMPUTE),
        new RoundsFigure(),
        new PredictionFigure(),
        new NetworkFigure(),
        new LineageFigure(),
        new ScoresFigure(),
        new ChangesFigure());
  }

  /**
   * {@return the figure of that name}
   *
   * @param name as on the command line
   * @throws IllegalArgumentException in one sentence when there is no such figure
   */
  public static RunFigure named(String name) {
    return all().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Texts.of(
                        "unknown figure '%s': expected one of %s",
                        name,
                        all().stream().map(RunFigure::name).collect(Collectors.joining(", ")))));
  }
}
