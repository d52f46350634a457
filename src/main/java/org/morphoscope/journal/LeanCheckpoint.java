package org.morphoscope.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.disk.Durable;

/**
 * A checkpoint without its net: architecture, lineage and figures of a round, in a run that keeps
 * the last net only. What says so is on the disk before the first array goes, so that a kill leaves
 * either a whole checkpoint or one that is known to have none, maybe with arrays that nobody reads;
 * these go the next time.
 */
final class LeanCheckpoint {
  /** Field of {@code state.json}: false where the net is not kept; absent where it is. */
  static final String KEPT = "kept";

  private LeanCheckpoint() {}

  /** Makes a checkpoint lean; one that is stays as it is. */
  static void make(Path folder) throws IOException {
    Path state = folder.resolve(Checkpoints.STATE);
    List<Path> arrays = arrays(folder);
    if (arrays.isEmpty() || !Files.isRegularFile(state)) {
      // lean already, or a folder that another program or a person left
      return;
    }
    Json json = new Json();
    ObjectNode description =
        json.parse(Files.readAllBytes(state), state, "", LeanCheckpoint::object);
    if (!description.has(KEPT)) {
      description.putArray("arrays");
      Durable.replace(state, json.pretty(description.put(KEPT, false)));
    }
    for (Path array : arrays) {
      Files.delete(array);
    }
  }

  private static List<Path> arrays(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".npy")).toList();
    }
  }

  private static ObjectNode object(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedException("the state of a round as a JSON object", "something else");
  }
}
