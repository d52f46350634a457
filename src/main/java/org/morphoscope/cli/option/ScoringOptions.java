package org.morphoscope.cli.option;

import static org.morphoscope.cli.option.Checks.or;

import org.morphoscope.run.config.Scoring;
import org.morphoscope.selection.CurvatureMode;
import picocli.CommandLine.Option;

/** How theta is learned and candidates are scored: the options that make a {@link Scoring}. */
final class ScoringOptions {
  @Option(
      names = "--mode",
      paramLabel = "MODE",
      converter = GrowNames.Mode.class,
      description = "Curvature: ggn-mc (default), ggn, fisher or sqrt.")
  private CurvatureMode mode;

  @Option(
      names = "--learn-samples",
      paramLabel = "N",
      description = "Images that theta is learned on (default: 2048).")
  private Integer learnSamples;

  @Option(
      names = "--learn-steps",
      paramLabel = "N",
      description = "Steps of learning theta, of 128 images each (default: 16).")
  private Integer learnSteps;

  @Option(
      names = "--score-samples",
      paramLabel = "N",
      description = "Images that candidates are scored on (default: 2048).")
  private Integer scoreSamples;

  /**
   * @param newNeurons candidates for new neurons of each layer; null for as many as usual
   * @throws IllegalArgumentException in one sentence when a number is out of range
   */
  Scoring with(Integer newNeurons) {
    Scoring standard = Scoring.standard();
    return standard
        .withMode(or(mode, standard.mode()))
        .withLearning(
            or(learnSamples, standard.learnSamples()),
            or(learnSteps, standard.learnSteps()),
            standard.learnBatch())
        .withSamples(or(scoreSamples, standard.scoreSamples()), standard.heldOutSamples())
        .withNewPerGroup(or(newNeurons, standard.newPerGroup()));
  }
}
