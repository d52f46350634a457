package org.morphoscope.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.morphoscope.journal.codec.ConfigCodec;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.PipelineCodec;
import org.morphoscope.journal.codec.Versions;
import org.morphoscope.net.ImagePipeline;
import org.morphoscope.run.RunConfig;

/**
 * What {@code run.json} says.
 *
 * @param runId unique name of the run
 * @param program version of the program that started the run
 * @param java version of Java that started the run
 * @param created when the run was started, ISO 8601
 * @param fingerprint identifies the data, so that a run never goes on with other data
 * @param threads that the run is computed with; empty where the record does not know. Other numbers
 *     of threads add in another order, so that their last digits differ
 * @param changes settings that were changed while the run went on, in order
 * @param config what is asked for now
 * @param pipeline how pictures become images of the net and what its outputs mean; empty in runs
 *     recorded before it was noted
 */
public record RunInfo(
    String runId,
    String program,
    String java,
    String created,
    String fingerprint,
    OptionalInt threads,
    List<Change> changes,
    RunConfig config,
    Optional<ImagePipeline> pipeline) {
  private static final int VERSION = 1;

  /**
   * A change of settings.
   *
   * @param round the first one with the new settings
   * @param what in words, see {@link org.morphoscope.run.GrowthEvent.SettingsChanged}
   */
  public record Change(int round, String what) {}

  /**
   * Copies the list.
   *
   * @param runId unique name of the run
   * @param program version of the program that started the run
   * @param java version of Java that started the run
   * @param created when the run was started, ISO 8601
   * @param fingerprint identifies the data, so that a run never goes on with other data
   * @param threads that the run is computed with
   * @param changes settings that were changed while the run went on, in order
   * @param config what is asked for now
   * @param pipeline how pictures become images of the net and what its outputs mean
   */
  public RunInfo {
    changes = List.copyOf(changes);
  }

  RunInfo withConfig(RunConfig changed) {
    return new RunInfo(
        runId, program, java, created, fingerprint, threads, changes, changed, pipeline);
  }

  RunInfo withPipeline(ImagePipeline known) {
    return new RunInfo(
        runId, program, java, created, fingerprint, threads, changes, config, Optional.of(known));
  }

  RunInfo withChange(Change change) {
    List<Change> all = new ArrayList<>(changes);
    all.add(change);
    return new RunInfo(runId, program, java, created, fingerprint, threads, all, config, pipeline);
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
    threads.ifPresent(number -> to.put("threads", number));
    if (!changes.isEmpty()) {
      ArrayNode list = to.putArray("changes");
      changes.forEach(each -> list.addObject().put("round", each.round()).put("what", each.what()));
    }
    pipeline.ifPresent(known -> PipelineCodec.encode(known, to));
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
        from.isNull("threads") ? OptionalInt.empty() : OptionalInt.of(from.integer("threads")),
        from.isNull("changes")
            ? List.of()
            : from.objects("changes").stream().map(RunInfo::change).toList(),
        ConfigCodec.decode(from.object("config")),
        PipelineCodec.decode(from));
  }

  private static Change change(Fields from) {
    return new Change(from.integer("round"), from.text("what"));
  }
}
