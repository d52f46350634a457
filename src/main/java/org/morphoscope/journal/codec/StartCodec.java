package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.morphoscope.run.GrowthEvent.RunStarted;

/**
 * How a run began: {@code
 * {"type":"run-started","run":...,"config":{...},"architecture":{...},...}}, everything that a
 * reader needs before the first round.
 */
final class StartCodec {
  private StartCodec() {}

  /**
   * The event as JSON.
   *
   * @param to begun with what every event has; its further fields are added
   * @return {@code to}
   */
  static ObjectNode encode(ObjectNode to, RunStarted e) {
    to.put("run", e.runId());
    to.set("config", ConfigCodec.encode(e.config()));
    to.set("architecture", NetCodec.encode(e.architecture()));
    to.put("trainImages", e.trainImages())
        .put("validationImages", e.validationImages())
        .put("testImages", e.testImages());
    ArrayNode classes = to.putArray("classes");
    e.classNames().forEach(classes::add);
    to.put("backend", e.backend()).put("program", e.version());
    if (!e.dataNotes().isEmpty()) {
      e.dataNotes().forEach(to.putArray("dataNotes")::add);
    }
    return to;
  }

  /**
   * The event.
   *
   * @param round of the event
   * @param from its fields
   * @throws MalformedException when a field is missing or is no such value
   */
  static RunStarted decode(int round, Fields from) {
    return new RunStarted(
        from.text("run"),
        round,
        ConfigCodec.decode(from.object("config")),
        NetCodec.decodeArchitecture(from, "architecture"),
        from.integer("trainImages"),
        from.integer("validationImages"),
        from.integer("testImages"),
        from.texts("classes"),
        from.text("backend"),
        from.text("program"),
        from.isNull("dataNotes") ? List.of() : from.texts("dataNotes"));
  }
}
