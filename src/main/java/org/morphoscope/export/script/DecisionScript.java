package org.morphoscope.export.script;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.morphoscope.journal.EventReader;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Decided;
import org.morphoscope.run.GrowthEvent.Proposed;
import org.morphoscope.run.GrowthEvent.SettingsChanged;
import org.morphoscope.run.GrowthEvent.Undone;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;

/**
 * What a person decided in a run, as a file: {@code {"v": 1, "run", "data", "seedNet", "seed",
 * "rounds": [...], "changes": [...]}}.
 *
 * @param run unique name of the run
 * @param data name of its data
 * @param seedNet name of the net that it began with
 * @param seed its seed
 * @param rounds rounds that a person decided, or in which layers were locked, in order
 * @param changes settings that were changed while it went on, in words: for a person to read
 */
public record DecisionScript(
    String run, String data, String seedNet, long seed, List<Round> rounds, List<Change> changes) {
  private static final int VERSION = 1;

  /**
   * A round.
   *
   * @param by who decided: {@code person}, or {@code policy} where only locks are told
   * @param apply the set that was applied, in the order taken; of no meaning for the policy
   * @param approved what the person asked for
   * @param vetoed what the person forbade
   * @param deferred what the person left for later
   * @param other what was tried beside {@code apply}; empty where nothing was
   * @param locked layers that were to keep their width
   */
  record Round(
      int round,
      String by,
      List<CandidateRef> apply,
      List<CandidateRef> approved,
      List<CandidateRef> vetoed,
      List<CandidateRef> deferred,
      Optional<List<CandidateRef>> other,
      List<String> locked) {
    boolean byPerson() {
      return by.equals("person");
    }
  }

  /** A change of settings in words, from a round on. */
  record Change(int round, String what) {}

  /**
   * Copies the lists.
   *
   * @param run unique name of the run
   * @param data name of its data
   * @param seedNet name of the net that it began with
   * @param seed its seed
   * @param rounds rounds that a person decided, or in which layers were locked, in order
   * @param changes settings that were changed while it went on, in words: for a person to read
   */
  public DecisionScript {
    rounds = List.copyOf(rounds);
    changes = List.copyOf(changes);
  }

  /**
   * {@return the decisions of a recorded run; those of rounds that were taken back are left out}
   *
   * @param run folder of the run
   * @throws IOException in one sentence when the run cannot be read
   */
  public static DecisionScript of(Path run) throws IOException {
    RunReader reader = RunReader.open(run);
    Map<Integer, Round> rounds = new TreeMap<>();
    List<Change> changes = new ArrayList<>();
    Proposal proposal = null;
    try (EventReader events = reader.outlines()) {
      for (var next = events.next(); next.isPresent(); next = events.next()) {
        GrowthEvent event = next.get();
        if (event instanceof Proposed proposed) {
          proposal = proposed.proposal();
        } else if (event instanceof Decided decided && proposal != null) {
          rounds.put(event.round(), round(proposal, decided.decision()));
        } else if (event instanceof Undone undone) {
          rounds.keySet().removeIf(round -> round >= undone.round());
          changes.removeIf(change -> change.round() >= undone.round());
        } else if (event instanceof SettingsChanged changed) {
          changes.add(new Change(changed.round(), changed.what()));
        } else if (event instanceof GrowthEvent.Adjusted adjusted) {
          changes.add(
              new Change(
                  adjusted.round(), Adjustment.told(adjusted) + " " + Adjustment.since(adjusted)));
        }
      }
    }
    RunConfig config = reader.config();
    return new DecisionScript(
        reader.info().runId(),
        config.data().name(),
        config.seedNet().name(),
        config.seed(),
        rounds.values().stream().filter(r -> r.byPerson() || !r.locked().isEmpty()).toList(),
        changes);
  }

  private static Round round(Proposal proposal, Decision decision) {
    boolean person = decision.by() == Decision.By.PERSON;
    return new Round(
        proposal.round(),
        person ? "person" : "policy",
        person ? refs(proposal, decision.apply()) : List.of(),
        refs(proposal, decision.approved()),
        refs(proposal, decision.vetoed()),
        refs(proposal, decision.deferred()),
        decision.other().filter(set -> person).map(set -> refs(proposal, set)),
        proposal.locked().stream()
            .map(group -> CandidateRef.layer(proposal.architecture().spec(), group))
            .toList());
  }

  private static List<CandidateRef> refs(Proposal proposal, List<Integer> indices) {
    return indices.stream().map(index -> CandidateRef.of(proposal, index)).toList();
  }

  /** {@return bytes of the file} */
  public byte[] encode() {
    ObjectNode to =
        JsonNodeFactory.instance
            .objectNode()
            .put("v", VERSION)
            .put("run", run)
            .put("data", data)
            .put("seedNet", seedNet)
            .put("seed", seed);
    ArrayNode list = to.putArray("rounds");
    for (Round each : rounds) {
      ObjectNode entry = list.addObject().put("round", each.round()).put("by", each.by());
      put(entry, "apply", each.apply());
      put(entry, "approved", each.approved());
      put(entry, "vetoed", each.vetoed());
      put(entry, "deferred", each.deferred());
      each.other().ifPresent(set -> put(entry, "other", set));
      ArrayNode locked = entry.putArray("locked");
      each.locked().forEach(locked::add);
    }
    ArrayNode told = to.putArray("changes");
    changes.forEach(each -> told.addObject().put("round", each.round()).put("what", each.what()));
    return new Json().pretty(to);
  }

  private static void put(ObjectNode to, String name, List<CandidateRef> refs) {
    ArrayNode list = to.putArray(name);
    refs.forEach(ref -> ref.encode(list.addObject()));
  }

  /**
   * {@return the script in the file}
   *
   * @param file as {@link #encode} makes it
   * @throws IOException in one sentence when it is no such file
   */
  public static DecisionScript read(Path file) throws IOException {
    return new Json().read(file, "a script of decisions", DecisionScript::decode);
  }

  private static DecisionScript decode(Fields from) {
    if (from.integer("v") != VERSION) {
      throw new MalformedException(
          "version " + VERSION + " in \"v\"", Integer.toString(from.integer("v")));
    }
    return new DecisionScript(
        from.text("run"),
        from.text("data"),
        from.text("seedNet"),
        from.integer64("seed"),
        from.objects("rounds").stream().map(DecisionScript::round).toList(),
        from.isNull("changes")
            ? List.of()
            : from.objects("changes").stream()
                .map(each -> new Change(each.integer("round"), each.text("what")))
                .toList());
  }

  private static Round round(Fields from) {
    return new Round(
        from.integer("round"),
        from.text("by"),
        decoded(from, "apply"),
        decoded(from, "approved"),
        decoded(from, "vetoed"),
        decoded(from, "deferred"),
        from.isNull("other") ? Optional.empty() : Optional.of(decoded(from, "other")),
        from.isNull("locked") ? List.of() : from.texts("locked"));
  }

  private static List<CandidateRef> decoded(Fields from, String name) {
    return from.isNull(name)
        ? List.of()
        : from.objects(name).stream().map(CandidateRef::decode).toList();
  }
}
