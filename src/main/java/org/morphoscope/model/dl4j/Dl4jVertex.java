package org.morphoscope.model.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.net.Op;
import org.morphoscope.text.Texts;

/**
 * A layer or another vertex of a DeepLearning4J configuration, with words for what is wrong with
 * it.
 *
 * @param type simple name of the class, such as {@code ConvolutionLayer}
 * @param settings its fields
 * @param before what is done to its input, a missing node when nothing is
 */
record Dl4jVertex(
    String name, String type, JsonNode settings, JsonNode before, List<String> inputs) {
  private static final int LARGEST = 1 << 16;
  private static final double SIX = 6;

  /** The last part of the {@code @class} of an object. */
  static String typeOf(JsonNode object) {
    String type = object.path("@class").asText();
    return type.substring(type.lastIndexOf('.') + 1);
  }

  UnsuitableException refuse(String expected, String found) {
    return new UnsuitableException(
        Texts.of("layer '%s' (%s)", name, type),
        expected,
        found,
        "change the layer or grow another net");
  }

  boolean flag(String field, boolean otherwise) {
    return settings.path(field).asBoolean(otherwise);
  }

  /** A number from 1 to 65,536. */
  int count(String field) {
    JsonNode value = settings.path(field);
    if (!value.canConvertToInt() || value.asInt() < 1 || value.asInt() > LARGEST) {
      throw refuse(Texts.of("%s from 1 to %d", field, LARGEST), shown(value));
    }
    return value.asInt();
  }

  /** The number that a setting has in both directions. */
  int square(String field, int least) {
    JsonNode pair = settings.path(field);
    int first = pair.path(0).asInt(-1);
    if (pair.size() != 2 || first != pair.path(1).asInt(-1) || first < least || first > LARGEST) {
      throw refuse(Texts.of("%s equal in two directions", field), shown(pair));
    }
    return first;
  }

  void require(String field, String only) {
    String found = settings.path(field).asText(only);
    if (!found.equalsIgnoreCase(only) && !settings.path(field).isNull()) {
      throw refuse(Texts.of("%s %s", field, only), found);
    }
  }

  /** The activation that follows; anything but a known one or nothing is refused. */
  Optional<Op> activation() {
    JsonNode function = settings.path("activationFn");
    String type = typeOf(function);
    return switch (type) {
      case "ActivationIdentity" -> Optional.empty();
      case "ActivationReLU6" -> Optional.of(new Op.Relu6());
      case "ActivationSwish" -> Optional.of(new Op.Silu());
      case "ActivationLReLU" -> Optional.of(leaky(function.path("alpha").asDouble()));
      case "ActivationReLU" -> Optional.of(rectified(function));
      default -> throw unknown(type.replace("Activation", ""));
    };
  }

  /** A ReLU, whose top, threshold and slope DeepLearning4J lets one choose. */
  private Op rectified(JsonNode function) {
    double slope = function.path("negativeSlope").asDouble();
    double top = function.path("max").asDouble();
    boolean capped = top == SIX;
    if (function.path("threshold").asDouble() != 0 || top != 0 && !capped || slope != 0 && capped) {
      throw unknown("a bent ReLU");
    }
    return slope != 0 ? leaky(slope) : capped ? new Op.Relu6() : new Op.Relu();
  }

  private Op leaky(double slope) {
    if (!(slope >= 0 && slope < 1)) {
      throw unknown("a leaky ReLU of the slope " + slope);
    }
    return slope == 0 ? new Op.Relu() : new Op.LeakyRelu(slope);
  }

  private UnsuitableException unknown(String found) {
    return refuse("the activation ReLU, ReLU6, LReLU, Swish or identity", found);
  }

  static String shown(JsonNode value) {
    return value.isMissingNode() ? "none" : value.toString();
  }
}
