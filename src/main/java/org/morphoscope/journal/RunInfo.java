package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.morphoscope.journal.codec.ConfigCodec;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.Versions;
import org.morphoscope.run.RunConfig;

/**
 * What {@code run.json} says.
 *
 * @param runId unique name of the run
 * @param program version of the program that started the run
 * @param java version of Java that started the run
 * @param created when the run was started, ISO 8601
 * @param fingerprint identifies the data, so that a run never goes on with other data
 * @param config what was asked for
 */
public record RunInfo(
    String runId,
    String program,
    String java,
    String created,
    String fingerprint,
    RunConfig config) {
  private static final int VERSION = 1;

  RunInfo withConfig(RunConfig changed) {
    return new RunInfo(runId, program, java, created, fingerprint, changed);
  }

  ObjectNode encode() {
    ObjectNode to =
        JsonNodeFactory.instance
            .objectNode()
            .put("v", VERSION)
            .put("run", runId)
            .put("program", program)
            .put("java", java)
            .put("created", created)
            .put("seed", config.seed())
            .put("dataFingerprint", fingerprint);
    to.set("config", ConfigCodec.encode(config));
    return to;
  }

  static RunInfo decode(Fields from) {
    Versions.require(from, VERSION);
    return new RunInfo(
        from.text("run"),
        from.text("program"),
        from.text("java"),
        from.text("created"),
        from.text("dataFingerprint"),
        ConfigCodec.decode(from.object("config")));
  }
}
