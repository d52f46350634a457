package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.ProposalCodec;
import org.morphoscope.journal.codec.Versions;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;

/** The file {@code locks.json}: the width groups that a person locked last. */
record LocksFile(Path file) {
  private static final int VERSION = 1;

  void write(List<Integer> locked) throws JournalException {
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("v", VERSION);
    ProposalCodec.put(content, "locked", locked);
    try {
      Durable.replace(file, new Json().pretty(content));
    } catch (IOException e) {
      throw JournalException.unwritable(file, e);
    }
  }

  /** Empty when nothing was ever locked. */
  Optional<Set<Integer>> read() throws JournalException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(
        new Json()
            .read(
                file,
                "the locked layers",
                from -> {
                  Versions.require(from, VERSION);
                  return Set.copyOf(from.integers("locked"));
                }));
  }
}
