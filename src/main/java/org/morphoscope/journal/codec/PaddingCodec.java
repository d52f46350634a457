package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.morphoscope.net.Padding;
import org.morphoscope.text.Texts;

/**
 * Padding as JSON: one number for all sides, or {@code [above, left, below, right]} where they
 * differ.
 */
public final class PaddingCodec {
  private static final String FIELD = "pad";
  private static final int LARGEST = 63;
  private static final String EXPECTED =
      Texts.of(
          "\"pad\" as a whole number from 0 to %d, or as four: above, left, below, right", LARGEST);

  private PaddingCodec() {}

  static void encode(Padding pad, ObjectNode to) {
    if (pad.equal()) {
      to.put(FIELD, pad.top());
    } else {
      to.putArray(FIELD).add(pad.top()).add(pad.left()).add(pad.bottom()).add(pad.right());
    }
  }

  /** The padding of a node in a run. */
  static Padding decode(Fields node) {
    if (!node.isList(FIELD)) {
      return Padding.of(node.integer(FIELD));
    }
    List<Integer> sides = node.integers(FIELD);
    if (sides.size() != 4) {
      throw new MalformedException("\"pad\" with four sides", sides.size() + " numbers");
    }
    return new Padding(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
  }

  /** The same, none where the node says nothing, as poolings before they could be padded. */
  static Padding decodeOrNone(Fields node) {
    return node.isNull(FIELD) ? Padding.NONE : decode(node);
  }

  /**
   * {@return the padding of a node in a file that people write}
   *
   * @param value a number, four of them, or null when the file does not say
   * @param usual pixels on every side when it does not
   */
  public static Padding read(JsonNode value, int usual) {
    if (value == null) {
      return Padding.of(usual);
    }
    if (value.isArray() && value.size() == 4) {
      return new Padding(
          side(value.get(0)), side(value.get(1)), side(value.get(2)), side(value.get(3)));
    }
    return Padding.of(side(value));
  }

  private static int side(JsonNode value) {
    if (!value.isIntegralNumber() || value.longValue() < 0 || value.longValue() > LARGEST) {
      String text = value.toString();
      throw new MalformedException(
          EXPECTED, text.length() <= 40 ? text : text.substring(0, 40) + "...");
    }
    return value.intValue();
  }
}
