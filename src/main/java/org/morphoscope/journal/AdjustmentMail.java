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

/**
 * Wishes for a run that another process grows: {@code wanted.json} in its folder, which the run
 * takes and deletes at its next safe point. What it ends before taking is taken when it is resumed.
 */
public final class AdjustmentMail {
  private static final String NAME = "wanted.json";
  private static final int VERSION = 1;

  private AdjustmentMail() {}

  /**
   * Leaves wishes for a run; they take the place of earlier ones about the same settings.
   *
   * @param folder of a run that is under way
   * @param wanted settings to turn
   * @throws JournalException in one sentence when there is no such run, or nobody grows it
   * @throws IllegalArgumentException in one sentence when the run has no such setting
   */
  public static void send(Path folder, List<Adjustment> wanted) throws JournalException {
    RunInfo info = RunReader.open(folder).info();
    wanted.forEach(each -> each.applied(info.config(), 1));
    requireUnderWay(folder);
    List<Adjustment> all = new ArrayList<>(read(folder));
    for (Adjustment each : wanted) {
      all.removeIf(other -> other.setting() == each.setting());
      all.add(each);
    }
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("v", VERSION);
    ArrayNode list = content.putArray("wanted");
    all.forEach(each -> AdjustedCodec.encode(list.addObject(), each));
    try {
      Durable.replace(folder.resolve(NAME), new Json().pretty(content));
    } catch (IOException e) {
      throw JournalException.unwritable(folder.resolve(NAME), e);
    }
  }

  private static void requireUnderWay(Path folder) throws JournalException {
    if (!RunLock.isHeld(folder)) {
      throw JournalException.at(
          folder,
          "",
          "a run that is under way",
          "one that nobody grows",
          "go on with it at other settings: morphoscope resume");
    }
  }

  /**
   * {@return the wishes that were left, which are deleted}
   *
   * @param folder of the run, written by this process
   * @throws JournalException in one sentence when the file cannot be read or deleted
   */
  public static List<Adjustment> take(Path folder) throws JournalException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Adjustment> wanted = read(folder);
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw JournalException.unwritable(file, e);
    }
    return wanted;
  }

  private static List<Adjustment> read(Path folder) throws JournalException {
    Path file = folder.resolve(NAME);
    return Files.exists(file)
        ? new Json().read(file, "wishes for a run", AdjustmentMail::decode)
        : List.of();
  }

  private static List<Adjustment> decode(Fields from) {
    Versions.require(from, VERSION);
    return from.objects("wanted").stream().map(AdjustedCodec::decodeWish).toList();
  }
}
