package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.morphoscope.run.Compute;

/** Arithmetic as JSON; absent in runs recorded before it was counted. */
final class ComputeCodec {
  private ComputeCodec() {}

  static void put(ObjectNode to, String name, Optional<Compute> compute) {
    compute.ifPresent(
        c ->
            to.putObject(name)
                .put("training", c.training())
                .put("learning", c.learning())
                .put("scoring", c.scoring())
                .put("measuring", c.measuring())
                .put("lineSearch", c.lineSearch())
                .put("discarded", c.discarded())
                .put("evaluating", c.evaluating()));
  }

  static Optional<Compute> read(Fields from, String name) {
    if (from.isNull(name)) {
      return Optional.empty();
    }
    Fields c = from.object(name);
    return Optional.of(
        new Compute(
            c.integer64("training"),
            c.integer64("learning"),
            c.integer64("scoring"),
            c.integer64("measuring"),
            c.integer64("lineSearch"),
            c.integer64("discarded"),
            c.integer64("evaluating")));
  }
}
