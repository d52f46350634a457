package org.morphoscope.study.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.morphoscope.compute.device.Team;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.Normalisation;
import org.morphoscope.engine.RunData;
import org.morphoscope.engine.Snapshots;
import org.morphoscope.journal.RunInfo;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.run.RoundState;
import org.morphoscope.text.Texts;

/**
 * The net at the end of a recorded round on the run's own data, as {@code evaluate RUN --round N}
 * has it, to the last digit.
 *
 * @param round number of the round
 * @param part words of the images: test, or validation where the data has no test part
 * @param images that were answered to
 * @param answers per image, in its order
 * @param found figures of the answers; the confusion matrix is among them
 */
public record RecordedEvaluation(
    int round, String part, ImageSet images, Answers answers, NetEvaluation found) {

  /**
   * {@return the evaluation of a round; takes about as long as a pass over the images}
   *
   * @param run folder of the run
   * @param round a finished round; empty for the last one
   * @param teams threads and kernels; empty for the standard number
   * @param clock nanoseconds, as {@code System::nanoTime}
   * @throws IllegalArgumentException in one sentence when the run has no such round
   * @throws IOException in one sentence when the run or its data cannot be read, or the data is
   *     other than the run's
   */
  public static RecordedEvaluation of(
      Path run, OptionalInt round, Function<OptionalInt, Team> teams, LongSupplier clock)
      throws IOException {
    RunReader reader = RunReader.open(run);
    RunInfo info = reader.info();
    RoundState state = state(reader, round);
    Dataset dataset = RunData.open(info.config());
    if (!dataset.fingerprint().equals(info.fingerprint())) {
      throw new IOException(
          Texts.of(
              "%s: expected the run's own data (fingerprint %s), found other data at '%s'; put it"
                  + " back, or give its place with resume --data.",
              run, info.fingerprint(), info.config().data().name()));
    }
    RunData data = new RunData(dataset, info.config());
    ImageSet images = dataset.test().orElseGet(data::validation);
    ImagePipeline pipeline = info.pipeline().orElseGet(data::pipeline);
    try (Team team = teams.apply(info.threads());
        TrainedNet net =
            new TrainedNet(
                state.snapshot().spec(),
                Snapshots.weights(state.snapshot()),
                new Normalisation(pipeline.mean(), pipeline.std()),
                team,
                clock)) {
      Answers answers = net.answers(images);
      return new RecordedEvaluation(
          state.round(),
          dataset.test().isPresent() ? "test" : "validation",
          images,
          answers,
          NetEvaluation.of(answers, dataset.classNames()));
    }
  }

  private static RoundState state(RunReader reader, OptionalInt wanted) throws IOException {
    List<Integer> rounds = reader.checkpoints();
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("--round: expected a finished round, found none yet");
    }
    int round = wanted.orElse(rounds.get(rounds.size() - 1));
    if (!rounds.contains(round)) {
      throw new IllegalArgumentException(
          Texts.of(
              "--round: expected a finished round from %d to %d, found %d",
              rounds.get(0), rounds.get(rounds.size() - 1), round));
    }
    return reader.state(round);
  }

  /**
   * {@return positions of the images of a true class that were taken for another one, the least
   * sure first}
   *
   * @param truth row of the confusion matrix
   * @param predicted column of it
   */
  public List<Integer> imagesOf(int truth, int predicted) {
    List<Integer> positions = new ArrayList<>();
    for (int n = 0; n < answers.size(); n++) {
      if (answers.labels()[n] == truth && answers.predicted()[n] == predicted) {
        positions.add(n);
      }
    }
    positions.sort(
        (a, b) ->
            Double.compare(answers.probability(a, predicted), answers.probability(b, predicted)));
    return positions;
  }
}
