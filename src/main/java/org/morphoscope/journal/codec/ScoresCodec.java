package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.morphoscope.run.GrowthEvent.ScoresUpdated;
import org.morphoscope.run.LayerScores;
import org.morphoscope.run.LayerScores.ScoreQuantity;

/**
 * Scores by layer in columns, one number per channel (see {@link Fields} for NaN): {@code
 * {"type":"scores","samples":512,"layers":[{"splitDelta":[...],"splitError":[...],...}]}}. Columns
 * that came later are absent in older runs and read as empty.
 */
final class ScoresCodec {
  private ScoresCodec() {}

  /**
   * The event as JSON.
   *
   * @param to begun with what every event has; its further fields are added
   * @return {@code to}
   */
  static ObjectNode encode(ObjectNode to, ScoresUpdated e) {
    to.put("samples", e.samples()).put("totalSamples", e.totalSamples());
    if (e.quantity().isPresent()) {
      to.put("quantity", e.quantity().get().name()).put("unit", e.quantity().get().unit());
    }
    ArrayNode layers = to.putArray("layers");
    for (LayerScores layer : e.layers()) {
      ObjectNode columns = layers.addObject();
      ProposalCodec.put(columns, "splitDelta", layer.splitDelta());
      ProposalCodec.put(columns, "splitError", layer.splitError());
      ProposalCodec.put(columns, "splitCurvature", layer.splitCurvature());
      ProposalCodec.put(columns, "pruneDelta", layer.pruneDelta());
      ProposalCodec.put(columns, "pruneError", layer.pruneError());
      ProposalCodec.put(columns, "pruneCurvature", layer.pruneCurvature());
      ProposalCodec.put(columns, "thetaNorm", layer.thetaNorm());
      ProposalCodec.put(columns, "activity", layer.activity());
      ProposalCodec.put(columns, "newDelta", layer.newDelta());
      ProposalCodec.put(columns, "newError", layer.newError());
      ProposalCodec.put(columns, "newCurvature", layer.newCurvature());
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
  static ScoresUpdated decode(int round, Fields from) {
    List<LayerScores> layers = new ArrayList<>();
    for (Fields columns : from.objects("layers")) {
      layers.add(
          new LayerScores(
              columns.numbers("splitDelta"),
              columns.numbers("splitError"),
              columns.numbers("splitCurvature"),
              columns.numbers("pruneDelta"),
              columns.numbers("pruneError"),
              columns.numbers("pruneCurvature"),
              columns.numbers("thetaNorm"),
              columns.numbers("activity"),
              columns.numbersOrNone("newDelta"),
              columns.numbersOrNone("newError"),
              columns.numbersOrNone("newCurvature")));
    }
    return new ScoresUpdated(
        round,
        from.integer64("samples"),
        from.integer64("totalSamples"),
        layers,
        // runs recorded before there were rivals have none
        from.isNull("quantity")
            ? Optional.empty()
            : Optional.of(
                new ScoreQuantity(
                    from.text("quantity"), from.isNull("unit") ? "" : from.text("unit"))));
  }
}
