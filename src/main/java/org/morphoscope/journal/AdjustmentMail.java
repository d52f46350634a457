package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * takes out in one step at its next safe point and deletes. What it ends before taking is taken
 * when it is resumed.
 */
public final class AdjustmentMail {
  private static final String NAME = "wanted.json";

  /** What a run has taken out; one that is left was taken out by a run that died at once. */
  private static final String TAKEN = "wanted-taken.json";

  private static final int VERSION = 1;

  private AdjustmentMail() {}

  /**
   * Leaves wishes for a run; they take the place of earlier ones about the same settings.
   *
   * @param folder of a run that is under way
   * @param wanted settings to turn
   * @return whether the run was still under way when they lay there; otherwise they wait for
   *     whoever resumes it
   * @throws JournalException in one sentence when there is no such run, or nobody grows it
   * @throws IllegalArgumentException in one sentence when the run has no such setting
   */
  public static boolean send(Path folder, List<Adjustment> wanted) throws JournalException {
    RunInfo info = RunReader.open(folder).info();
    wanted.forEach(each -> each.applied(info.config(), 1));
    requireUnderWay(folder);
    keep(folder, wanted);
    return RunLock.isHeld(folder) || !Files.exists(folder.resolve(NAME));
  }

  /**
   * Leaves wishes for whoever goes on with a run; they take the place of earlier ones about the
   * same settings.
   *
   * @param folder of a run
   * @param wanted settings to turn; when there are none, nothing is left
   * @throws JournalException in one sentence when they cannot be written
   */
  public static void keep(Path folder, List<Adjustment> wanted) throws JournalException {
    if (wanted.isEmpty()) {
      return;
    }
    List<Adjustment> all = new ArrayList<>(read(folder.resolve(NAME)));
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
    Path taken = folder.resolve(TAKEN);
    List<Adjustment> wanted = new ArrayList<>(read(taken));
    try {
      if (Files.exists(file)) {
        // whoever leaves something more from here on leaves it in a file of its own
        Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
        wanted.addAll(read(taken));
      }
      Files.deleteIfExists(taken);
    } catch (IOException e) {
      throw JournalException.unwritable(file, e);
    }
    return wanted;
  }

  private static List<Adjustment> read(Path file) throws JournalException {
    return Files.exists(file)
        ? new Json().read(file, "wishes for a run", AdjustmentMail::decode)
        : List.of();
  }

  private static List<Adjustment> decode(Fields from) {
    Versions.require(from, VERSION);
    return from.objects("wanted").stream().map(AdjustedCodec::decodeWish).toList();
  }
}
