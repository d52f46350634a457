package org.morphoscope.journal.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.morphoscope.net.Resource;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.Architecture;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.Gram;
import org.morphoscope.text.Texts;

/** Proposals and decisions as JSON. Candidates are stored as columns. */
public final class ProposalCodec {
  private static final TokenFilter WITHOUT_MODEL_AND_EVIDENCE =
      eventLeavingOut(Set.of("slope", "gram", "evidence"));
  private static final TokenFilter WITHOUT_MODEL = eventLeavingOut(Set.of("slope", "gram"));
  private static final String THIN = "thin";

  private ProposalCodec() {}

  static ObjectNode encode(Proposal proposal) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    to.set("architecture", NetCodec.encode(proposal.architecture()));
    ObjectNode columns = to.putObject("candidates");
    ArrayNode kind = columns.putArray("kind");
    ArrayNode layer = columns.putArray("layer");
    ArrayNode channel = columns.putArray("channel");
    ArrayNode channelId = columns.putArray("channelId");
    ArrayNode delta = columns.putArray("delta");
    ArrayNode error = columns.putArray("error");
    ArrayNode change = columns.putArray("parameterChange");
    for (Candidate candidate : proposal.candidates()) {
      kind.add(Labels.KIND.of(candidate.kind()));
      layer.add(candidate.unit().group());
      channel.add(candidate.unit().channel());
      channelId.add(candidate.channelId());
      delta.add(candidate.delta());
      error.add(candidate.error());
      change.add(candidate.parameterChange());
    }
    put(to, "slope", proposal.slope());
    to.set("gram", GramCodec.encode(proposal.gram()));
    to.put("lambda", proposal.lambda());
    to.put("newPerGroup", proposal.newPerGroup());
    to.put("resource", Labels.RESOURCE.of(proposal.resource()));
    to.put("target", proposal.target());
    put(to, "selected", proposal.selected());
    if (!proposal.locked().isEmpty()) {
      put(to, "locked", proposal.locked());
    }
    if (!proposal.evidence().isEmpty()) {
      to.set("evidence", EvidenceCodec.encode(proposal.evidence()));
    }
    return to.put("predictedDelta", proposal.predictedDelta())
        .put("resourceChange", proposal.resourceChange())
        .put("parameterChange", proposal.parameterChange())
        .put("samples", proposal.samples());
  }

  /**
   * Passes over what an outline of a proposal lacks, as far as it reads an event: nearly all of the
   * text, none of which is looked at then but for its quotes.
   */
  static JsonParser withoutModel(JsonParser event) {
    return filtered(event, WITHOUT_MODEL_AND_EVIDENCE);
  }

  /** The same with the evidence, for {@link #thin}. */
  static JsonParser withoutModelOnly(JsonParser event) {
    return filtered(event, WITHOUT_MODEL);
  }

  private static JsonParser filtered(JsonParser event, TokenFilter filter) {
    return new FilteringParserDelegate(
        event, filter, TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true);
  }

  private static TokenFilter eventLeavingOut(Set<String> fields) {
    TokenFilter proposal = filter(name -> fields.contains(name) ? null : TokenFilter.INCLUDE_ALL);
    return filter(name -> name.equals("proposal") ? proposal : TokenFilter.INCLUDE_ALL);
  }

  private static TokenFilter filter(Function<String, TokenFilter> property) {
    return new TokenFilter() {
      @Override
      public TokenFilter includeProperty(String name) {
        return property.apply(name);
      }
    };
  }

  /** Says of an event whose joint model was left out that it was, so that nothing seems lost. */
  static void thin(ObjectNode event) {
    ((ObjectNode) event.get("proposal")).put(THIN, true);
  }

  /** A proposal whose joint model was passed over. */
  static Proposal decodeOutline(int round, Fields from) {
    return decode(round, from, true);
  }

  static Proposal decode(int round, Fields from) {
    return decode(round, from, false);
  }

  private static Proposal decode(int round, Fields from, boolean outline) {
    Architecture architecture = NetCodec.decodeArchitecture(from, "architecture");
    List<Candidate> candidates = candidates(from.object("candidates"));
    boolean bare = outline || !from.isNull(THIN);
    double[] slope = bare ? new double[0] : from.numbers("slope");
    // runs recorded before there were new neurons and other resources lack these
    boolean old = from.isNull("resource");
    return new Proposal(
        round,
        architecture,
        candidates,
        old ? 0 : from.integer("newPerGroup"),
        slope,
        bare ? Gram.none() : GramCodec.decode(from.object("gram"), slope.length),
        old ? Resource.PARAMETERS : Labels.RESOURCE.parse("\"resource\"", from.text("resource")),
        from.number("lambda"),
        from.integer64(old ? "targetParameters" : "target"),
        from.integers("selected"),
        from.number("predictedDelta"),
        from.integer64(old ? "parameterChange" : "resourceChange"),
        from.integer64("parameterChange"),
        from.integer64("samples"),
        from.integersOrNone("locked"),
        outline || from.isNull("evidence")
            ? List.of()
            : EvidenceCodec.decode(from.object("evidence"), candidates.size()));
  }

  private static List<Candidate> candidates(Fields columns) {
    List<String> kind = columns.texts("kind");
    List<Integer> layer = columns.integers("layer");
    List<Integer> channel = columns.integers("channel");
    List<Integer> channelId = columns.integers("channelId");
    double[] delta = columns.numbers("delta");
    double[] error = columns.numbers("error");
    List<Integer> change = columns.integers("parameterChange");
    int size = kind.size();
    for (int found :
        new int[] {
          layer.size(), channel.size(), channelId.size(), delta.length, error.length, change.size()
        }) {
      if (found != size) {
        throw new MalformedException(
            Texts.of("%d entries in every column of \"candidates\"", size), found + " entries");
      }
    }
    List<Candidate> candidates = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      candidates.add(
          new Candidate(
              i,
              Labels.KIND.parse("\"kind\"", kind.get(i)),
              unit(layer.get(i), channel.get(i)),
              channelId.get(i),
              delta[i],
              error[i],
              change.get(i)));
    }
    return candidates;
  }

  static UnitId unit(int layer, int channel) {
    if (layer < 0 || channel < 0) {
      throw new MalformedException("layer and channel counted from 0", layer + " and " + channel);
    }
    return new UnitId(layer, channel);
  }

  /**
   * {@return the decision as JSON}
   *
   * @param decision with indices of candidates
   */
  public static ObjectNode encode(Decision decision) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    put(to, "apply", decision.apply());
    put(to, "vetoed", decision.vetoed());
    put(to, "approved", decision.approved());
    put(to, "deferred", decision.deferred());
    decision.other().ifPresent(set -> put(to, "other", set));
    return to.put("by", Labels.BY.of(decision.by()));
  }

  /**
   * {@return the decision}
   *
   * @param from an object of JSON
   */
  public static Decision decodeDecision(Fields from) {
    return new Decision(
        from.integers("apply"),
        from.integers("vetoed"),
        from.integers("approved"),
        from.integers("deferred"),
        Labels.BY.parse("\"by\"", from.text("by")),
        from.isNull("other") ? Optional.empty() : Optional.of(from.integers("other")));
  }

  /**
   * Adds a field with an array of numbers.
   *
   * @param to gets the field; an old value is replaced
   * @param name of the field
   * @param values in order; not finite ones must not occur
   */
  public static void put(ObjectNode to, String name, double[] values) {
    ArrayNode array = to.putArray(name);
    for (double value : values) {
      array.add(value);
    }
  }

  /**
   * Adds a field with an array of whole numbers.
   *
   * @param to gets the field; an old value is replaced
   * @param name of the field
   * @param values in order
   */
  public static void put(ObjectNode to, String name, List<Integer> values) {
    ArrayNode array = to.putArray(name);
    values.forEach(array::add);
  }
}
