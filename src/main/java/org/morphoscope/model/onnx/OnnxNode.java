package org.morphoscope.model.onnx;

import java.util.List;
import java.util.Map;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.text.Texts;

/** An operator of an ONNX file, with words for what is wrong with it. */
record OnnxNode(
    String name,
    String operator,
    String domain,
    List<String> inputs,
    List<String> outputs,
    Map<String, OnnxAttribute> attributes) {

  /** The name, or that of the first output where it has none. */
  String title() {
    return name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name;
  }

  String place() {
    return Texts.of("node '%s' (%s)", title(), operator);
  }

  /** With the cure that helps for this kind of node. */
  UnsuitableException refuse(String expected, String found) {
    return refuse(expected, found, OnnxCures.of(operator));
  }

  UnsuitableException refuse(String expected, String found, String cure) {
    return new UnsuitableException(place(), expected, found, cure);
  }

  long integer(String attribute, long otherwise) {
    OnnxAttribute found = attributes.get(attribute);
    return found == null ? otherwise : found.integer();
  }

  float real(String attribute, float otherwise) {
    OnnxAttribute found = attributes.get(attribute);
    return found == null ? otherwise : found.real();
  }

  String text(String attribute, String otherwise) {
    OnnxAttribute found = attributes.get(attribute);
    return found == null ? otherwise : found.text();
  }

  List<Long> integers(String attribute, List<Long> otherwise) {
    OnnxAttribute found = attributes.get(attribute);
    return found == null ? otherwise : found.integers();
  }

  /** Refuses an attribute with another value than the one that a net of ours can have. */
  void requireInteger(String attribute, long only, long otherwise) {
    long found = integer(attribute, otherwise);
    if (found != only) {
      throw refuse(attribute + " " + only, Long.toString(found));
    }
  }

  /** The input's name, empty when it is left out. */
  String input(int index) {
    return index < inputs.size() ? inputs.get(index) : "";
  }
}
