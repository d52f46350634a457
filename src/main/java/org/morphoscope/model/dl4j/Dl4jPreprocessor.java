package org.morphoscope.model.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What is done to a layer's input before it: a map becomes a vector, or a vector a map. */
final class Dl4jPreprocessor {
  private Dl4jPreprocessor() {}

  /**
   * @return whether a vector comes of it; empty when nothing is done
   */
  static Optional<Boolean> of(Dl4jVertex vertex, JsonNode settings) {
    if (!settings.isObject()) {
      return Optional.empty();
    }
    String type = Dl4jVertex.typeOf(settings);
    boolean channelsFirst = settings.path("format").asText("NCHW").equals("NCHW");
    if (type.equals("CnnToFeedForwardPreProcessor") && channelsFirst) {
      return Optional.of(true);
    }
    boolean pixel =
        settings.path("inputHeight").asInt() == 1 && settings.path("inputWidth").asInt() == 1;
    if (type.equals("FeedForwardToCnnPreProcessor") && pixel) {
      return Optional.of(false);
    }
    throw vertex.refuse(
        "a map as a vector (CnnToFeedForwardPreProcessor, NCHW) or a vector as a map of one pixel",
        type);
  }
}
