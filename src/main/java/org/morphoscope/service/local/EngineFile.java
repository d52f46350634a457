package org.morphoscope.service.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.Versions;
import org.morphoscope.journal.disk.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code engine.json} in the folder of a run: the process that writes it. It counts only as long as
 * that process lives; a crash leaves it behind.
 *
 * @param socket that the process listens on
 * @param process its number
 * @param started when it was started
 */
record EngineFile(Path socket, long process, Instant started) {
  private static final Logger LOG = LoggerFactory.getLogger(EngineFile.class);
  private static final String NAME = "engine.json";
  private static final int VERSION = 1;

  /** Writes it for this process. */
  static void write(Path run, Path socket) throws IOException {
    Path file = run.resolve(NAME);
    ObjectNode to =
        JsonNodeFactory.instance
            .objectNode()
            .put("v", VERSION)
            .put("socket", socket.toString())
            .put("process", ProcessHandle.current().pid())
            .put("started", Instant.now().toString());
    Durable.replace(file, new Json().pretty(to));
    PrivateFolder.close(file);
  }

  static void delete(Path run) throws IOException {
    Files.deleteIfExists(run.resolve(NAME));
  }

  /** The process that writes a run now; empty when none does. */
  static Optional<EngineFile> of(Path run) {
    Path file = run.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      EngineFile found =
          new Json()
              .read(
                  file,
                  "the engine of a run",
                  from -> {
                    Versions.require(from, VERSION);
                    return new EngineFile(
                        Path.of(from.text("socket")),
                        from.integer64("process"),
                        Instant.parse(from.text("started")));
                  });
      boolean lives = ProcessHandle.of(found.process()).map(ProcessHandle::isAlive).orElse(false);
      return lives && Files.exists(found.socket()) ? Optional.of(found) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} is passed over: {}", file, e.getMessage());
      return Optional.empty();
    }
  }
}
