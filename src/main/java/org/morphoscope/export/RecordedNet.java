package org.morphoscope.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.morphoscope.engine.RunData;
import org.morphoscope.engine.Snapshots;
import org.morphoscope.journal.ArchitectureFile;
import org.morphoscope.journal.EventReader;
import org.morphoscope.journal.RunInfo;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.codec.PipelineCodec;
import org.morphoscope.model.Model;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.net.ImagePipeline.ResizeRule;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.RoundState;
import org.morphoscope.text.Texts;

/**
 * A net of a recorded run with what it needs to be used on pictures.
 *
 * @param info what the run says of itself
 * @param state the net, at the end of a round or behind its tail
 * @param pipeline how pictures become images of the net; empty where neither the record nor the
 *     data at hand tells it
 * @param classes names of the outputs; empty where nobody knows them
 * @param notices what a person should know about it, each a sentence
 */
public record RecordedNet(
    RunInfo info,
    RoundState state,
    Optional<ImagePipeline> pipeline,
    List<String> classes,
    List<String> notices) {

  /**
   * Copies the lists.
   *
   * @param info what the run says of itself
   * @param state the net, at the end of a round or behind its tail
   * @param pipeline how pictures become images of the net
   * @param classes names of the outputs; empty where nobody knows them
   * @param notices what a person should know about it, each a sentence
   */
  public RecordedNet {
    classes = List.copyOf(classes);
    notices = List.copyOf(notices);
  }

  /**
   * {@return the net with what it needs} In a run that was begun before pipelines were noted, it is
   * taken from the run's data where that is at hand, else told as missing.
   *
   * @param run folder of the run
   * @param round the round at whose end the net is taken; empty for the net that the run has come
   *     to, behind the tail of its last round
   * @param tail whether the net of that round is taken behind its tail
   * @throws IllegalArgumentException in words when the run has no such round
   * @throws IOException in one sentence when the run cannot be read
   */
  public static RecordedNet of(Path run, OptionalInt round, boolean tail) throws IOException {
    RunReader reader = RunReader.open(run);
    RoundState state = state(reader, run, round, tail);
    RunInfo info = reader.info();
    if (info.pipeline().isPresent()) {
      ImagePipeline known = info.pipeline().get();
      return new RecordedNet(info, state, info.pipeline(), known.classes(), List.of());
    }
    try {
      ImagePipeline found = RunData.pipelineOf(info.config(), info.fingerprint());
      return new RecordedNet(info, state, Optional.of(found), found.classes(), List.of());
    } catch (IOException | IllegalArgumentException e) {
      return new RecordedNet(
          info, state, Optional.empty(), classNames(reader), List.of(missing(run, e)));
    }
  }

  private static String missing(Path run, Exception e) {
    return Texts.of(
        "%s was begun before runs noted the mean and deviation of their images, and its data is not"
            + " at hand: both are missing here. Put the data back where run.json says, or go on"
            + " with the run once with 'morphoscope resume --data NEW' (%s)",
        run, e.getMessage());
  }

  private static List<String> classNames(RunReader reader) throws IOException {
    try (EventReader events = reader.outlines()) {
      return events.next().orElse(null) instanceof RunStarted start
          ? start.classNames()
          : List.of();
    }
  }

  private static RoundState state(RunReader reader, Path run, OptionalInt wanted, boolean tail)
      throws IOException {
    List<Integer> rounds = reader.checkpoints();
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException(run + " has no finished round whose net could be taken");
    }
    int last = rounds.get(rounds.size() - 1);
    int round = wanted.orElse(last);
    if (!rounds.contains(round)) {
      throw new IllegalArgumentException(
          Texts.of(
              "--round: expected a finished round from %d to %d, found %d",
              rounds.get(0), last, round));
    }
    if (tail && !reader.tails().contains(round)) {
      throw new IllegalArgumentException(
          Texts.of(
              "--tail: expected a round with a tail (%s), found round %d; leave the option out for the net before growth went on",
              reader.tails().isEmpty() ? "this run has none" : "one of " + reader.tails(), round));
    }
    if (wanted.isEmpty() && !tail) {
      return reader.lastState().orElseThrow();
    }
    return tail ? reader.tailState(round) : reader.state(round);
  }

  /**
   * The net as it goes into a file, everything that is known of it in its metadata.
   *
   * @param more what the file says besides
   */
  Model model(Map<String, String> more) {
    NetworkSpec spec = state.snapshot().spec();
    ResizeRule rule =
        info.config().numerics() < 2 ? ResizeRule.SQUARE_SUBSAMPLED : ResizeRule.SQUARE_AREA;
    Map<String, String> metadata =
        new LinkedHashMap<>(
            pipeline
                .map(known -> PipelineCodec.metadata(known, info.runId()))
                .orElseGet(
                    () -> PipelineCodec.metadata(classes, spec.input(), rule, info.runId())));
    metadata.put("round", Integer.toString(state.round()));
    state
        .summary()
        .tail()
        .ifPresent(tail -> metadata.put("tailEpochs", Integer.toString(tail.epochs())));
    metadata.put("seed", Long.toString(info.config().seed()));
    metadata.put("program", "morphoscope " + info.program());
    metadata.put("data", info.fingerprint());
    metadata.put("architecture", ArchitectureFile.write(spec));
    new TreeMap<>(more).forEach(metadata::put);
    return new Model(spec, Snapshots.weights(state.snapshot()), metadata);
  }
}
