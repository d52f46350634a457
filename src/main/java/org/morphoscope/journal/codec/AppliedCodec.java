package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
      morphism.filter().ifPresent(filter -> put(encoded.putObject("filter"), filter));
    }
    to.set("architecture", NetCodec.encode(e.architecture()));
    return to.put("predictedDelta", e.predictedDelta());
  }

  private static void put(ObjectNode to, AppliedMorphism.Filter filter) {
    to.put("inputs", filter.inputs()).put("kernel", filter.kernel());
    ProposalCodec.put(to, "shown", filter.shown());
    put(to, "weights", filter.weights());
    put(to, "theta", filter.theta());
    put(to, "outgoing", filter.outgoing());
    if (filter.signed()) {
      to.put("signed", true);
    }
  }

  private static void put(ObjectNode to, String name, List<Double> numbers) {
    ProposalCodec.put(to, name, numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Runs recorded before filters were kept have none. */
  private static Optional<AppliedMorphism.Filter> filter(Fields of) {
    if (of.isNull("filter")) {
      return Optional.empty();
    }
    Fields from = of.object("filter");
    List<Integer> shown = from.integers("shown");
    int kernel = from.integer("kernel");
    List<Double> weights = numbers(from, "weights");
    List<Double> theta = numbers(from, "theta");
    int expected = shown.size() * kernel * kernel;
    if (weights.size() != expected || !theta.isEmpty() && theta.size() != expected) {
      throw new MalformedException(
          expected + " weights, and as many or no theta, in field \"filter\"",
          weights.size() + " and " + theta.size());
    }
    return Optional.of(
        new AppliedMorphism.Filter(
            from.integer("inputs"),
            kernel,
            shown,
            weights,
            theta,
            numbers(from, "outgoing"),
            !from.isNull("signed") && from.flag("signed")));
  }

  private static List<Double> numbers(Fields from, String name) {
    return Arrays.stream(from.numbers(name)).boxed().toList();
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
              encoded.integers("children"),
              filter(encoded)));
    }
    return new Applied(
        round,
        morphisms,
        NetCodec.decodeArchitecture(from, "architecture"),
        from.number("predictedDelta"));
  }
}
