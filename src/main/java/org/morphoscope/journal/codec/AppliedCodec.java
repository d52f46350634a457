package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.run.GrowthEvent.Applied;

/**
 * What was applied, and the net and its channels after it: {@code
 * {"type":"applied","morphisms":[{"kind":"split","layer":0,...}],"architecture":{...},...}}. {@code
 * layer} is the width group; the name is that of the first format.
 */
final class AppliedCodec {
  private AppliedCodec() {}

  /**
   * The event as JSON.
   *
   * @param to begun with what every event has; its further fields are added
   * @return {@code to}
   */
  static ObjectNode encode(ObjectNode to, Applied e) {
    ArrayNode morphisms = to.putArray("morphisms");
    for (AppliedMorphism morphism : e.morphisms()) {
      ObjectNode encoded =
          morphisms
              .addObject()
              .put("kind", Labels.KIND.of(morphism.kind()))
              .put("layer", morphism.unit().group())
              .put("channel", morphism.unit().channel())
              .put("channelId", morphism.channelId());
      ProposalCodec.put(encoded, "children", morphism.children());
    }
    to.set("architecture", NetCodec.encode(e.architecture()));
    return to.put("predictedDelta", e.predictedDelta());
  }

  /**
   * The event.
   *
   * @param round of the event
   * @param from its fields
   * @throws MalformedException when a field is missing or is no such value
   */
  static Applied decode(int round, Fields from) {
    List<AppliedMorphism> morphisms = new ArrayList<>();
    for (Fields encoded : from.objects("morphisms")) {
      morphisms.add(
          new AppliedMorphism(
              Labels.KIND.parse("\"kind\"", encoded.text("kind")),
              ProposalCodec.unit(encoded.integer("layer"), encoded.integer("channel")),
              encoded.integer("channelId"),
              encoded.integers("children")));
    }
    return new Applied(
        round,
        morphisms,
        NetCodec.decodeArchitecture(from, "architecture"),
        from.number("predictedDelta"));
  }
}
