package org.morphoscope.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.morphoscope.journal.EventReader;
import org.morphoscope.journal.Note;
import org.morphoscope.journal.NotesFile;
import org.morphoscope.journal.RunInfo;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Decision.Trial;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Applied;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.RoundSummary;
import org.morphoscope.run.RunConfig;

/**
 * A recorded run, round by round: the rounds that stand, not those that a person took back. Read as
 * a stream, so that a journal of any size takes little memory.
 */
public final class RunHistory {
  private final String label;
  private final RunInfo info;
  private final List<Note> notes;
  private final RunModel model = new RunModel(() -> 0L);

  private RunHistory(String label, RunInfo info, List<Note> notes) {
    this.label = label;
    this.info = info;
    this.notes = notes;
  }

  /**
   * {@return the run with all rounds that stand}
   *
   * @param folder of the run
   * @throws IOException in one sentence when the folder holds no run with a finished round
   */
  public static RunHistory read(Path folder) throws IOException {
    RunHistory history = open(folder);
    if (history.model.run().isEmpty() || history.rounds().isEmpty()) {
      throw new IOException(
          folder
              + ": expected a run with at least one finished round, found none; go on with the run"
              + " first.");
    }
    return history;
  }

  /**
   * {@return the run as far as it is recorded}
   *
   * @param folder of the run
   * @throws IOException in one sentence when the folder holds no run
   */
  public static RunHistory open(Path folder) throws IOException {
    RunReader reader = RunReader.open(folder);
    Path name = folder.toAbsolutePath().normalize().getFileName();
    RunHistory history =
        new RunHistory(
            name == null ? reader.info().runId() : name.toString(),
            reader.info(),
            new NotesFile(folder).read());
    try (EventReader events = reader.outlines()) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        history.model.apply(List.of(event.get()));
      }
    }
    return history;
  }

  /**
   * {@return the events of a recorded run for a {@link Recording}: proposals as outlines, scores in
   * the middle of rounds thinned out when they are too many}
   *
   * @param folder of the run
   * @throws IOException in one sentence when the folder holds no run
   */
  public static List<GrowthEvent> events(Path folder) throws IOException {
    return RunFollower.of(folder, Clock.systemUTC()).next();
  }

  /** {@return the name of the run's folder} */
  public String label() {
    return label;
  }

  /** {@return the unique name of the run} */
  public String runId() {
    return info.runId();
  }

  /** {@return what was asked for} */
  public RunConfig config() {
    return info.config();
  }

  /** {@return the version of the program that started the run} */
  public String program() {
    return info.program();
  }

  /** {@return the version of Java that started the run} */
  public String java() {
    return info.java();
  }

  /** {@return the time when the run was started, ISO 8601} */
  public String created() {
    return info.created();
  }

  /** {@return a text that identifies the data} */
  public String fingerprint() {
    return info.fingerprint();
  }

  /** {@return the last start: a resumed run has several} */
  public RunStarted start() {
    return model.run().orElseThrow();
  }

  /** {@return what people wrote about the run, in the order of writing} */
  public List<PinnedNote> notes() {
    Lineage lineage = Lineage.of(model);
    return notes.stream().map(note -> PinnedNote.of(note, lineage)).toList();
  }

  /** {@return the end of the run; empty while the run goes on, or when it was killed} */
  public Optional<RunEnded> end() {
    return model.ended();
  }

  /** {@return the state at the end of what is recorded} */
  public RunModel model() {
    return model;
  }

  /** {@return finished rounds in order} */
  public List<RoundSummary> rounds() {
    return model.rounds().stream().flatMap(record -> record.summary().stream()).toList();
  }

  /**
   * {@return the net at the end of a round}
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public Architecture netAfter(int round) {
    return model.rounds().stream()
        .filter(record -> record.round() <= round)
        .reduce((earlier, later) -> later)
        .map(RoundRecord::netAfter)
        .orElseGet(() -> start().architecture());
  }

  /** {@return what was proposed and chosen, by round} */
  public NavigableMap<Integer, Choice> choices() {
    NavigableMap<Integer, Choice> choices = new TreeMap<>();
    for (RoundRecord record : model.rounds()) {
      Choice.of(record).ifPresent(choice -> choices.put(record.round(), choice));
    }
    return choices;
  }

  /** {@return every measurement, by round; two in a round whose set was halved} */
  public NavigableMap<Integer, List<Measured>> measurements() {
    NavigableMap<Integer, List<Measured>> measured = new TreeMap<>();
    for (RoundRecord record : model.rounds()) {
      if (!record.measured().isEmpty()) {
        measured.put(record.round(), record.measured());
      }
    }
    return measured;
  }

  /**
   * {@return every change of the net in a round; several in a round whose set was halved or
   * reverted}
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public List<Applied> applied(int round) {
    return model.round(round).map(RoundRecord::changes).orElse(List.of());
  }

  /**
   * {@return the decision of a round; empty when there was none}
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public Optional<Decision> decision(int round) {
    return model.round(round).flatMap(RoundRecord::decision);
  }

  /**
   * {@return the two sets that were tried in a round; empty where one was decided for}
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public Optional<Trial.Both> tried(int round) {
    return model.round(round).flatMap(RoundRecord::tried);
  }

  /**
   * {@return the last scores of a round, layer by layer; empty when it was not scored}
   *
   * @param round number of the round, 0 for the training of the seed net
   */
  public Optional<List<LayerScores>> scores(int round) {
    return model.round(round).map(RoundRecord::scores).filter(scores -> !scores.isEmpty());
  }

  /** {@return origin in words, for the metadata of files; nothing of this machine} */
  public Map<String, String> origin() {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("Run", info.runId());
    origin.put("Seed", Long.toString(info.config().seed()));
    origin.put("Version", info.program());
    // without the folder behind the colon
    origin.put("Data", info.config().data().name().split(":", 2)[0]);
    origin.put("Fingerprint", info.fingerprint());
    return origin;
  }
}
