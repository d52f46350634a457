package org.morphoscope.service.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.ProposalCodec;
import org.morphoscope.net.MorphKind;
import org.morphoscope.selection.GramRow;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;

/**
 * Questions about a joint model that is elsewhere, as JSON: which set it chooses under such rules
 * ({@code preview}), and what it says of one candidate ({@code row}).
 */
public final class PreviewCodec {
  private PreviewCodec() {}

  /**
   * {@return the call}
   *
   * @param id name of the run
   * @param round of the open question
   * @param wish what is wanted of the set
   */
  public static ObjectNode call(String id, int round, SetWish wish) {
    ObjectNode to = CallCodec.call("preview").put("id", id).put("round", round);
    Selector.Rules rules = wish.rules();
    to.put("significance", rules.significance()).put("mostPrunes", rules.mostPrunes());
    ArrayNode kinds = to.putArray("kinds");
    new TreeSet<>(rules.kinds()).forEach(kind -> kinds.add(MessageJson.word(kind)));
    ProposalCodec.put(to, "required", rules.required());
    ProposalCodec.put(to, "forbidden", List.copyOf(new TreeSet<>(rules.forbidden())));
    to.put("otherShare", wish.otherShare()).put("allowance", wish.allowance());
    wish.lambda().ifPresent(lambda -> to.put("lambda", lambda));
    return to;
  }

  /**
   * {@return what a call wants of the set}
   *
   * @param from the call
   * @throws IllegalArgumentException in one sentence when it is out of range
   */
  public static SetWish wish(Fields from) {
    Selector.Rules rules =
        new Selector.Rules(
            from.number("significance"),
            Set.copyOf(MessageJson.constants(MorphKind.class, from, "kinds")),
            from.integers("required"),
            Set.copyOf(from.integers("forbidden")),
            from.integer("mostPrunes"));
    return new SetWish(
        rules,
        from.number("otherShare"),
        from.optionalNumber("lambda"),
        from.integer64("allowance"));
  }

  /**
   * {@return the answer; numbers survive to the last bit}
   *
   * @param chosen the set
   */
  public static ObjectNode encode(Selector.Selection chosen) {
    ObjectNode to = MessageJson.object();
    ProposalCodec.put(to, "selected", chosen.selected());
    return to.put("predictedDelta", chosen.predictedDelta())
        .put("resourceChange", chosen.resourceChange())
        .put("lambda", chosen.lambda());
  }

  /**
   * {@return the set of an answer}
   *
   * @param from the answer
   */
  public static Selector.Selection decode(Fields from) {
    return new Selector.Selection(
        from.integers("selected"),
        from.number("predictedDelta"),
        from.integer64("resourceChange"),
        from.number("lambda"));
  }

  /**
   * {@return the call for a row of the Gram matrix}
   *
   * @param id name of the run
   * @param round of the proposal
   * @param attempt how many proposals of the same round came before it
   * @param candidate index in the proposal's list
   */
  public static ObjectNode row(String id, int round, int attempt, int candidate) {
    ObjectNode to = CallCodec.call("row").put("id", id).put("round", round);
    return to.put("attempt", attempt).put("candidate", candidate);
  }

  /**
   * {@return the answer; float64 in base64, little-endian}
   *
   * @param row of the Gram matrix
   */
  public static ObjectNode encode(GramRow row) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Double.BYTES * row.entries().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(row.entries());
    return MessageJson.object()
        .put("slope", row.slope())
        .put("row", Base64.getEncoder().encodeToString(bytes.array()));
  }

  /**
   * {@return the row of an answer}
   *
   * @param from the answer
   * @throws IllegalArgumentException when it is no base64
   */
  public static GramRow decodeRow(Fields from) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(from.text("row")))
            .order(ByteOrder.LITTLE_ENDIAN);
    double[] entries = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(entries);
    return new GramRow(from.number("slope"), entries);
  }
}
