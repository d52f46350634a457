package org.morphoscope.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.run.GrowthEvent.SettingsChanged;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;

/** {@code run.json} of a run that is written: its description, with settings as they change. */
final class InfoFile {
  private final Path file;
  private final Json json = new Json();
  private RunInfo info;

  InfoFile(Path file, RunInfo info) {
    this.file = file;
    this.info = info;
  }

  /** Writes the description of a new run. */
  void create() throws IOException {
    Durable.replace(file, json.pretty(info.encode()));
  }

  RunInfo info() {
    return info;
  }

  /** Notes how pictures become images of the net, where that is not noted yet. */
  void describe(ImagePipeline pipeline) throws JournalException {
    if (info.pipeline().isEmpty()) {
      replace(info.withPipeline(pipeline));
    }
  }

  private void replace(RunInfo next) throws JournalException {
    try {
      Durable.replace(file, json.pretty(next.encode()));
    } catch (IOException e) {
      throw JournalException.unwritable(file, e);
    }
    info = next;
  }

  /**
   * Has other settings from a round on.
   *
   * @throws JournalException in one sentence when they cannot be written
   */
  void change(RunConfig changed, int round) throws JournalException {
    if (changed.equals(info.config())) {
      return;
    }
    RunInfo next = info.withConfig(changed);
    Optional<String> what = RunChange.told(info.config(), changed);
    if (what.isPresent()) {
      next = next.withChange(new RunInfo.Change(round, what.get()));
    }
    replace(next);
  }

  /**
   * Has other settings that events tell of by themselves.
   *
   * @throws JournalException in one sentence when they cannot be written
   */
  void turn(RunConfig changed) throws JournalException {
    if (!changed.equals(info.config())) {
      replace(info.withConfig(changed));
    }
  }

  /** Changes that count from the round on or later, told as events of that round. */
  List<SettingsChanged> untold(int round) {
    return info.changes().stream()
        .filter(change -> change.round() >= round)
        .map(change -> new SettingsChanged(round, change.what()))
        .toList();
  }
}
