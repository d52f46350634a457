package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.GrowthEvent.Adjusted;

/** A setting that was turned, as JSON. */
public final class AdjustedCodec {
  private AdjustedCodec() {}

  /**
   * {@return the object, with the adjustment in it}
   *
   * @param to the object to complete
   * @param event of the adjustment
   */
  public static ObjectNode encode(ObjectNode to, Adjusted event) {
    to.put("epoch", event.epoch()).put("setting", Labels.SETTING.of(event.setting()));
    event.from().ifPresent(value -> to.put("from", value));
    return to.put("to", event.to()).put("who", event.who());
  }

  /**
   * {@return the object, with what is wanted in it}
   *
   * @param to the object to complete
   * @param wanted a setting and its new value
   */
  public static ObjectNode encode(ObjectNode to, Adjustment wanted) {
    return to.put("setting", Labels.SETTING.of(wanted.setting()))
        .put("value", wanted.value())
        .put("who", wanted.who());
  }

  /**
   * {@return what is wanted}
   *
   * @param from its fields
   * @throws MalformedException when it is no setting with a value in its range
   */
  public static Adjustment decodeWish(Fields from) {
    Adjustment.Setting setting = Labels.SETTING.parse("\"setting\"", from.text("setting"));
    double value = from.number("value");
    try {
      return new Adjustment(setting, value, from.text("who"));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("a value in the range of its setting", e.getMessage());
    }
  }

  /**
   * {@return the adjustment}
   *
   * @param round of it
   * @param from its fields
   */
  public static Adjusted decode(int round, Fields from) {
    return new Adjusted(
        round,
        from.integer("epoch"),
        Labels.SETTING.parse("\"setting\"", from.text("setting")),
        from.optionalNumber("from"),
        from.number("to"),
        from.text("who"));
  }
}
