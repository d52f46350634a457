package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.journal.codec.AdjustedCodec;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.Versions;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Adjusted;
import org.morphoscope.run.GrowthEvent.Diverged;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Training;

/**
 * What was turned while the run went on. {@code adjustments.json} has every adjustment that stands,
 * in order; those of complete rounds are in the settings of {@code run.json} too. The others are
 * made again, where they were made, by a run that is resumed: the events behind the last complete
 * round are cut off, and without the file what a person did there would be lost.
 */
final class TurnedSettings {
  private static final int VERSION = 1;

  private final Path file;
  private final InfoFile description;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * An adjustment.
   *
   * @param kept whether {@code run.json} has it
   */
  private record Entry(Adjusted event, boolean kept) {
    boolean isLike(Adjusted other) {
      return event.round() == other.round()
          && event.epoch() == other.epoch()
          && event.setting() == other.setting();
    }
  }

  /**
   * @throws JournalException in one sentence when the file cannot be read
   */
  TurnedSettings(Path file, InfoFile description) throws JournalException {
    this.file = file;
    this.description = description;
    if (Files.exists(file)) {
      entries.addAll(new Json().read(file, "adjusted settings", TurnedSettings::decode));
    }
  }

  /** Adjustments of rounds that are not complete. */
  List<Adjusted> pending() {
    return entries.stream().filter(entry -> !entry.kept()).map(Entry::event).toList();
  }

  /**
   * Takes note of an event that turns a setting; all others are passed over.
   *
   * @throws JournalException in one sentence when it cannot be written
   */
  void note(GrowthEvent event) throws JournalException {
    if (event instanceof Adjusted adjusted) {
      // made again by a resumed run, it may have another value before it
      entries.removeIf(entry -> entry.isLike(adjusted));
      entries.add(new Entry(adjusted, false));
      write();
    } else if (event instanceof Diverged diverged) {
      // the round is played again with what was turned in it, from its beginning
      keptTo(diverged.round());
      // a run that is killed here goes on at the smaller rate
      RunConfig config = description.info().config();
      Training slower = config.training().withLearningRate(diverged.nextLearningRate());
      description.change(config.withTraining(slower), diverged.round());
    }
  }

  /**
   * Rounds up to this one are complete: what was turned in them stands in {@code run.json}. Killed
   * between the two files, the next opening does it again, with the same result.
   *
   * @throws JournalException in one sentence when it cannot be written
   */
  void keptTo(int round) throws JournalException {
    RunConfig config = description.info().config();
    boolean changed = false;
    for (int i = 0; i < entries.size(); i++) {
      Adjusted event = entries.get(i).event();
      if (!entries.get(i).kept() && event.round() <= round) {
        config = Adjustment.done(config, event);
        entries.set(i, new Entry(event, true));
        changed = true;
      }
    }
    if (changed) {
      description.turn(config);
      write();
    }
  }

  /**
   * A round and all after it were taken back, and with them what was turned there, the last one
   * first.
   *
   * @throws JournalException in one sentence when it cannot be written
   */
  void takeBack(int round) throws JournalException {
    RunConfig config = description.info().config();
    boolean changed = false;
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      if (entry.event().round() >= round) {
        config = entry.kept() ? Adjustment.undone(config, entry.event()) : config;
        entries.remove(i);
        changed = true;
      }
    }
    if (changed) {
      description.turn(config);
      write();
    }
  }

  private void write() throws JournalException {
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("v", VERSION);
    ArrayNode list = content.putArray("adjustments");
    for (Entry entry : entries) {
      ObjectNode to = list.addObject().put("round", entry.event().round());
      AdjustedCodec.encode(to, entry.event()).put("kept", entry.kept());
    }
    try {
      Durable.replace(file, new Json().pretty(content));
    } catch (IOException e) {
      throw JournalException.unwritable(file, e);
    }
  }

  private static List<Entry> decode(Fields from) {
    Versions.require(from, VERSION);
    return from.objects("adjustments").stream()
        .map(
            each -> new Entry(AdjustedCodec.decode(each.integer("round"), each), each.flag("kept")))
        .toList();
  }
}
