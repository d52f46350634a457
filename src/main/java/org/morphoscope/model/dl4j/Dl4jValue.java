package org.morphoscope.model.dl4j;

import org.morphoscope.net.Padding;

/**
 * What a vertex gives: the node of ours, and whether it is a vector per image.
 *
 * @param flattened whether the vector is a map of more than one pixel
 * @param head whether it gives probabilities, behind which nothing may follow
 * @param pad zeros around it that the next vertex has to take over
 * @param shared whether something else reads what the node of ours gives
 */
record Dl4jValue(
    String id, boolean vector, boolean flattened, boolean head, Padding pad, boolean shared) {
  Dl4jValue(String id, boolean vector, boolean flattened, boolean head) {
    this(id, vector, flattened, head, Padding.NONE, false);
  }

  Dl4jValue readByOthers() {
    return new Dl4jValue(id, vector, flattened, head, pad, true);
  }

  Dl4jValue padded(Padding zeros) {
    return new Dl4jValue(id, vector, flattened, head, zeros, shared);
  }
}
