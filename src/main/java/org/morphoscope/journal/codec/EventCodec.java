package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.GrowthEvent.Applied;
import org.morphoscope.run.GrowthEvent.Decided;
import org.morphoscope.run.GrowthEvent.Diverged;
import org.morphoscope.run.GrowthEvent.EpochFinished;
import org.morphoscope.run.GrowthEvent.LocksChanged;
import org.morphoscope.run.GrowthEvent.Measured;
import org.morphoscope.run.GrowthEvent.PauseChanged;
import org.morphoscope.run.GrowthEvent.PhaseFinished;
import org.morphoscope.run.GrowthEvent.PhaseProgress;
import org.morphoscope.run.GrowthEvent.PhaseStarted;
import org.morphoscope.run.GrowthEvent.Proposed;
import org.morphoscope.run.GrowthEvent.RoundFinished;
import org.morphoscope.run.GrowthEvent.RunEnded;
import org.morphoscope.run.GrowthEvent.RunStarted;
import org.morphoscope.run.GrowthEvent.ScoresUpdated;
import org.morphoscope.run.GrowthEvent.SettingsChanged;
import org.morphoscope.run.GrowthEvent.TailDiverged;
import org.morphoscope.run.GrowthEvent.TailEpoch;
import org.morphoscope.run.GrowthEvent.TailFinished;
import org.morphoscope.run.GrowthEvent.Undone;

/**
 * Events as JSON objects: {@code {"v":1,"type":"scores","round":3,...}}. Any change that an older
 * program would misread raises {@link #VERSION}; new fields do not.
 */
public final class EventCodec {
  /** The newest version that this program reads, and the one that it writes. */
  public static final int VERSION = 1;

  private EventCodec() {}

  /**
   * {@return whether events of this kind are written to the disk}
   *
   * @param event any event
   */
  public static boolean isRecorded(GrowthEvent event) {
    return !(event instanceof PhaseProgress) && !(event instanceof PauseChanged);
  }

  /**
   * {@return the event as JSON; one that is not recorded is refused}
   *
   * @param event one that {@link #isRecorded}
   */
  public static ObjectNode encode(GrowthEvent event) {
    if (event instanceof RunStarted e) {
      return StartCodec.encode(start("run-started", e), e);
    } else if (event instanceof PhaseStarted e) {
      return start("phase-started", e)
          .put("phase", Labels.PHASE.of(e.phase()))
          .put("total", e.total());
    } else if (event instanceof PhaseFinished e) {
      ObjectNode to =
          start("phase-finished", e)
              .put("phase", Labels.PHASE.of(e.phase()))
              .put("seconds", e.seconds());
      ComputeCodec.put(to, "spent", e.spent());
      return to;
    } else if (event instanceof EpochFinished e) {
      return encodeEpoch(e);
    } else if (event instanceof TailEpoch e) {
      ObjectNode to =
          encodeEpoch(
              new EpochFinished(
                  e.round(),
                  e.epoch(),
                  e.epochs(),
                  e.trainLoss(),
                  e.trainAccuracy(),
                  e.learningRate(),
                  e.spent(),
                  List.of()));
      return to.put("type", "tail-epoch");
    } else if (event instanceof TailFinished e) {
      return start("tail-finished", e).set("summary", SummaryCodec.encode(e.summary()));
    } else if (event instanceof ScoresUpdated e) {
      return ScoresCodec.encode(start("scores", e), e);
    } else if (event instanceof Proposed e) {
      return start("proposed", e).set("proposal", ProposalCodec.encode(e.proposal()));
    } else if (event instanceof LocksChanged e) {
      ObjectNode to = start("locks", e);
      ProposalCodec.put(to, "locked", e.locked());
      return to;
    } else if (event instanceof Undone e) {
      return start("undone", e);
    } else if (event instanceof SettingsChanged e) {
      return start("settings", e).put("what", e.what());
    } else if (event instanceof GrowthEvent.Adjusted e) {
      return AdjustedCodec.encode(start("adjusted", e), e);
    } else if (event instanceof GrowthEvent.Tried e) {
      return TriedCodec.encode(start("tried", e), e);
    } else if (event instanceof Diverged e) {
      return start("diverged", e)
          .put("attempt", e.attempt())
          .put("learningRate", e.learningRate())
          .put("nextLearningRate", e.nextLearningRate());
    } else if (event instanceof TailDiverged e) {
      return start("tail-diverged", e)
          .put("attempt", e.attempt())
          .put("learningRate", e.learningRate())
          .put("nextLearningRate", e.nextLearningRate());
    } else if (event instanceof Decided e) {
      return start("decided", e).set("decision", ProposalCodec.encode(e.decision()));
    } else if (event instanceof Applied e) {
      return AppliedCodec.encode(start("applied", e), e);
    } else if (event instanceof Measured e) {
      return start("measured", e)
          .put("predictedDelta", e.predictedDelta())
          .put("measuredDelta", e.measuredDelta())
          .put("heldOutDelta", e.heldOutDelta())
          .put("heldOutError", e.heldOutError())
          .put("contradicted", e.contradicted());
    } else if (event instanceof RoundFinished e) {
      return start("round-finished", e).set("summary", SummaryCodec.encode(e.summary()));
    } else if (event instanceof RunEnded e) {
      return start("run-ended", e)
          .put("reason", Labels.END.of(e.reason()))
          .put("message", e.message());
    }
    throw new IllegalArgumentException("events of this kind are not recorded: " + event);
  }

  private static ObjectNode start(String type, GrowthEvent event) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("v", VERSION)
        .put("type", type)
        .put("round", event.round());
  }

  private static ObjectNode encodeEpoch(EpochFinished e) {
    ObjectNode to =
        start("epoch", e)
            .put("epoch", e.epoch())
            .put("epochs", e.epochs())
            .put("trainLoss", e.trainLoss())
            .put("trainAccuracy", e.trainAccuracy())
            .put("learningRate", e.learningRate());
    ComputeCodec.put(to, "spent", e.spent());
    if (!e.gradientNorms().isEmpty()) {
      ArrayNode norms = to.putArray("gradientNorms");
      e.gradientNorms().forEach(norms::add);
    }
    return to;
  }

  /**
   * {@return the event with the outline of a proposal, whose joint model may be missing or was
   * passed over}
   *
   * @param node any JSON value
   * @throws MalformedException when it is not an event that this program knows
   */
  public static GrowthEvent decodeOutline(JsonNode node) {
    Fields from = Fields.of(node, "an event");
    if (from.isNull("type") || !from.text("type").equals("proposed")) {
      return decode(node);
    }
    Versions.require(from, VERSION);
    int round = from.integer("round");
    return new Proposed(round, ProposalCodec.decodeOutline(round, from.object("proposal")));
  }

  /**
   * {@return the event, with the joint model of a proposal}
   *
   * @param node any JSON value
   * @throws MalformedException when it is not an event that this program knows
   */
  public static GrowthEvent decode(JsonNode node) {
    Fields from = Fields.of(node, "an event");
    Versions.require(from, VERSION);
    int round = from.integer("round");
    String type = from.text("type");
    return switch (type) {
      case "run-started" -> StartCodec.decode(round, from);
      case "phase-started" ->
          new PhaseStarted(
              round, Labels.PHASE.parse("\"phase\"", from.text("phase")), from.integer64("total"));
      case "phase-finished" ->
          new PhaseFinished(
              round,
              Labels.PHASE.parse("\"phase\"", from.text("phase")),
              from.number("seconds"),
              ComputeCodec.read(from, "spent"));
      case "epoch" ->
          new EpochFinished(
              round,
              from.integer("epoch"),
              from.integer("epochs"),
              from.number("trainLoss"),
              from.number("trainAccuracy"),
              from.number("learningRate"),
              ComputeCodec.read(from, "spent"),
              Arrays.stream(from.numbersOrNone("gradientNorms")).boxed().toList());
      case "tail-epoch" ->
          new TailEpoch(
              round,
              from.integer("epoch"),
              from.integer("epochs"),
              from.number("trainLoss"),
              from.number("trainAccuracy"),
              from.number("learningRate"),
              ComputeCodec.read(from, "spent"));
      case "tail-finished" -> new TailFinished(round, SummaryCodec.decode(from.object("summary")));
      case "scores" -> ScoresCodec.decode(round, from);
      case "proposed" -> new Proposed(round, ProposalCodec.decode(round, from.object("proposal")));
      case "locks" -> new LocksChanged(round, List.copyOf(from.integers("locked")));
      case "undone" -> new Undone(round);
      case "settings" -> new SettingsChanged(round, from.text("what"));
      case "adjusted" -> AdjustedCodec.decode(round, from);
      case "tried" -> TriedCodec.decode(round, from);
      case "diverged" ->
          new Diverged(
              round,
              from.integer("attempt"),
              from.number("learningRate"),
              from.number("nextLearningRate"));
      case "tail-diverged" ->
          new TailDiverged(
              round,
              from.integer("attempt"),
              from.number("learningRate"),
              from.number("nextLearningRate"));
      case "decided" -> new Decided(round, ProposalCodec.decodeDecision(from.object("decision")));
      case "applied" -> AppliedCodec.decode(round, from);
      case "measured" ->
          new Measured(
              round,
              from.number("predictedDelta"),
              from.number("measuredDelta"),
              from.number("heldOutDelta"),
              from.number("heldOutError"),
              from.flag("contradicted"));
      case "round-finished" ->
          new RoundFinished(round, SummaryCodec.decode(from.object("summary")));
      case "run-ended" ->
          new RunEnded(
              round, Labels.END.parse("\"reason\"", from.text("reason")), from.text("message"));
      default -> throw new MalformedException("a known \"type\"", "\"" + type + "\"");
    };
  }
}
