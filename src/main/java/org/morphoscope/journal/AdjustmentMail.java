package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

  /** Held while wishes are added or taken; stays, and means nothing. */
  private static final String LOCK = "wanted.lock";

  private static final int VERSION = 1;

  /** The lock of the system is one of the process, not of its threads. */
  private static final Object ONE_HERE = new Object();

  private AdjustmentMail() {}

  /** Reads or writes the wishes while nobody else does. */
  @FunctionalInterface
  private interface Turn<T> {
    T take() throws IOException;
  }

  private static <T> T alone(Path folder, Turn<T> turn) throws JournalException {
    synchronized (ONE_HERE) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        return turn.take();
      } catch (JournalException e) {
        throw e;
      } catch (IOException e) {
        throw JournalException.unwritable(folder.resolve(NAME), e);
      }
    }
  }

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
    if (!wanted.isEmpty()) {
      alone(folder, () -> add(folder, wanted));
    }
  }

  private static List<Adjustment> add(Path folder, List<Adjustment> wanted) throws IOException {
    List<Adjustment> all = new ArrayList<>(read(folder.resolve(NAME)));
    for (Adjustment each : wanted) {
      all.removeIf(other -> other.setting() == each.setting());
      all.add(each);
    }
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("v", VERSION);
    ArrayNode list = content.putArray("wanted");
    all.forEach(each -> AdjustedCodec.encode(list.addObject(), each));
    Durable.replace(folder.resolve(NAME), new Json().pretty(content));
    return all;
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
    // asked at every safe point of every run: without wishes there is nothing to lock
    return Files.exists(file) || Files.exists(taken)
        ? alone(folder, () -> takeOut(file, taken))
        : List.of();
  }

  private static List<Adjustment> takeOut(Path file, Path taken) throws IOException {
    List<Adjustment> wanted = new ArrayList<>(read(taken));
    if (Files.exists(file)) {
      Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
      wanted.addAll(read(taken));
    }
    Files.deleteIfExists(taken);
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
