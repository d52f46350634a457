package org.morphoscope.model.onnx;

import org.morphoscope.net.Padding;

/**
 * A result in the file: the node of ours that gives it, and how its numbers lie in the file.
 *
 * @param id node of ours
 * @param form its axes in the file
 * @param channelsFirst {@code [N, C, H, W]}, else {@code [N, H, W, C]}; for a vector the order in
 *     which it lists a map
 * @param shared whether something else reads what the node of ours gives, so that its numbers must
 *     not be changed for this reader's sake
 * @param pad zeros that a Pad laid around it and that the next node has to take over
 * @param capped whether a minimum with 6 was taken that the next node has to take over
 * @param probabilities whether a Softmax was left off: nothing may follow
 */
record OnnxValue(
    String id,
    Form form,
    boolean channelsFirst,
    boolean shared,
    Padding pad,
    boolean capped,
    boolean probabilities) {

  /** Axes of a value in the file. */
  enum Form {
    /** A map: {@code [N, C, H, W]} or {@code [N, H, W, C]}. */
    MAP,
    /** One vector per image: {@code [N, F]}. */
    VECTOR,
    /** Not known, because something before it could not be read. */
    UNKNOWN
  }

  OnnxValue(String id, Form form, boolean channelsFirst) {
    this(id, form, channelsFirst, false, Padding.NONE, false, false);
  }

  boolean is(Form other) {
    return form == other || form == Form.UNKNOWN;
  }

  /** What another node of ours gives in the same form. */
  OnnxValue of(String newId) {
    return new OnnxValue(newId, form, channelsFirst);
  }

  OnnxValue as(Form newForm, boolean first) {
    return new OnnxValue(id, newForm, first, shared, pad, capped, probabilities);
  }

  OnnxValue readByOthers() {
    return new OnnxValue(id, form, channelsFirst, true, pad, capped, probabilities);
  }

  OnnxValue padded(Padding more) {
    return new OnnxValue(id, form, channelsFirst, shared, more, capped, probabilities);
  }

  OnnxValue cappedAtSix() {
    return new OnnxValue(id, form, channelsFirst, shared, pad, true, probabilities);
  }

  OnnxValue asProbabilities() {
    return new OnnxValue(id, form, channelsFirst, shared, pad, capped, true);
  }
}
