package org.morphoscope.service.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.morphoscope.journal.codec.ConfigCodec;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.codec.ProposalCodec;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Training;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Ask;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunStart;

/** What calls say, as JSON. */
public final class CallCodec {
  private CallCodec() {}

  /**
   * {@return a call without arguments}
   *
   * @param name of the call
   */
  public static ObjectNode call(String name) {
    return MessageJson.object().put("call", name);
  }

  /**
   * Adds who decides.
   *
   * @param to gets it
   * @param ask who decides
   * @return {@code to}
   */
  public static ObjectNode put(ObjectNode to, Ask ask) {
    return to.put("mode", MessageJson.word(ask.mode())).put("seconds", ask.seconds());
  }

  /**
   * A start without the weights of a file, which travel apart.
   *
   * @param start what to begin
   * @return the call
   */
  public static ObjectNode start(RunStart start) {
    ObjectNode to = put(call("start").put("id", start.id()), start.ask());
    to.set("config", ConfigCodec.encode(start.config()));
    ProposalCodec.put(to, "locked", List.copyOf(new TreeSet<>(start.locked())));
    return to;
  }

  /**
   * {@return the start that a call asks for}
   *
   * @param from the call
   * @throws MalformedException in one sentence also when the configuration has a setting that is
   *     not known here: a run must not begin without what was asked for
   */
  public static RunStart start(Fields from) {
    RunConfig config = ConfigCodec.decode(from.object("config"));
    from.object("config")
        .beyond(ConfigCodec.encode(config))
        .ifPresent(
            unknown -> {
              throw new MalformedException(
                  "settings that are known here",
                  "\""
                      + unknown
                      + "\", which is not known here; update the service or leave it out");
            });
    return new RunStart(
        MessageJson.shortText(from, "id"),
        config,
        Optional.empty(),
        MessageJson.askOf(from),
        Set.copyOf(from.integers("locked")));
  }

  /**
   * Adds what is to be changed on going on.
   *
   * @param to gets it
   * @param change what is to be changed
   * @return {@code to}
   */
  public static ObjectNode put(ObjectNode to, RunChange change) {
    change.rounds().ifPresent(rounds -> to.put("rounds", rounds));
    change.data().ifPresent(data -> to.put("data", data));
    change.optimiser().ifPresent(optimiser -> to.put("optimiser", MessageJson.word(optimiser)));
    change.learningRate().ifPresent(rate -> to.put("learningRate", rate));
    change.epochs().ifPresent(epochs -> to.put("epochs", epochs));
    return to;
  }

  /**
   * {@return the changes that a call asks for}
   *
   * @param from the call
   */
  public static RunChange change(Fields from) {
    return new RunChange(
        optional(from, "rounds"),
        from.isNull("data") ? Optional.empty() : Optional.of(from.text("data")),
        from.isNull("optimiser")
            ? Optional.empty()
            : Optional.of(MessageJson.constant(Training.Optimiser.class, from, "optimiser")),
        from.isNull("learningRate")
            ? OptionalDouble.empty()
            : OptionalDouble.of(from.number("learningRate")),
        optional(from, "epochs"));
  }

  private static OptionalInt optional(Fields from, String name) {
    return from.isNull(name) ? OptionalInt.empty() : OptionalInt.of(from.integer(name));
  }

  /**
   * {@return a call for a file of a run}
   *
   * @param id the name of the run
   * @param artefact which file
   */
  public static ObjectNode fetch(String id, Artefact artefact) {
    return call("fetch")
        .put("id", id)
        .put("kind", MessageJson.word(artefact.kind()))
        .put("round", artefact.round());
  }

  /**
   * {@return the file that a call asks for}
   *
   * @param from the call
   */
  public static Artefact artefact(Fields from) {
    return new Artefact(
        MessageJson.constant(Artefact.Kind.class, from, "kind"), from.integer("round"));
  }

  /**
   * {@return the answer with all runs}
   *
   * @param runs in the order of the list
   */
  public static ObjectNode runs(List<RunOutline> runs) {
    ObjectNode to = MessageJson.object();
    ArrayNode list = to.putArray("runs");
    for (RunOutline run : runs) {
      list.addObject()
          .put("id", run.id())
          .put("state", MessageJson.word(run.state()))
          .put("seedNet", run.seedNet())
          .put("data", run.data())
          .put("created", run.created())
          .put("rounds", run.rounds())
          .put("viewers", run.viewers());
    }
    return to;
  }

  /**
   * {@return the runs of an answer, in their order}
   *
   * @param from the answer
   */
  public static List<RunOutline> runs(Fields from) {
    return from.objects("runs").stream()
        .map(
            run ->
                new RunOutline(
                    run.text("id"),
                    MessageJson.constant(RunOutline.State.class, run, "state"),
                    run.text("seedNet"),
                    run.text("data"),
                    run.text("created"),
                    run.integer("rounds"),
                    run.integer("viewers")))
        .toList();
  }
}
