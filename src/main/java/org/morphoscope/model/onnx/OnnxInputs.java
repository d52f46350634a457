package org.morphoscope.model.onnx;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.net.TensorShape;
import org.morphoscope.text.Texts;

/** The images that a net reads: their size, and whether channels come first or last. */
final class OnnxInputs {
  private static final int LARGEST = 1 << 16;
  private static final List<Long> TO_FIRST = List.of(0L, 3L, 1L, 2L);

  /** What may stand between the images and the node that shows how they lie. */
  private static final Set<String> ON_THE_WAY =
      Set.of("Sub", "Div", "Mul", "Add", "Cast", "Identity", "Dropout", "Pad");

  private final OnnxScope scope;

  OnnxInputs(OnnxScope scope) {
    this.scope = scope;
  }

  void read() {
    List<OnnxFile.Input> images =
        scope.file().inputs().stream().filter(input -> !scope.isConstant(input.name())).toList();
    if (images.size() != 1) {
      throw new UnsuitableException(
          "", "one input, the images", images.size() + " inputs", "choose another net");
    }
    OnnxFile.Input image = images.get(0);
    List<Long> shape = image.shape();
    if (shape.size() != 4
        || shape.subList(1, 4).stream().anyMatch(length -> length < 1 || length > LARGEST)) {
      throw new UnsuitableException(
          "input '" + image.name() + "'",
          "images [N, C, H, W] or [N, H, W, C] of known size, each side from 1 to " + LARGEST,
          shape.toString().replace("-1", "?"),
          "write the net with a fixed size of its images");
    }
    int[] lengths = shape.stream().mapToInt(Long::intValue).toArray();
    boolean last = channelsLast(image.name());
    TensorShape size =
        last
            ? new TensorShape(lengths[3], lengths[1], lengths[2])
            : new TensorShape(lengths[1], lengths[2], lengths[3]);
    scope.images(image.name(), size, !last);
    if (last) {
      scope.tell(
          Texts.of(
              "The file's images have their channels last (%d x %d x %d); its Transpose is left off.",
              lengths[1], lengths[2], lengths[3]));
    }
  }

  /** Whether the first thing that happens to the images is that channels are moved to the front. */
  private boolean channelsLast(String input) {
    Set<String> names = new HashSet<>(Set.of(input));
    for (OnnxNode node : scope.file().nodes()) {
      if (node.inputs().stream().noneMatch(names::contains)) {
        continue;
      }
      if (node.operator().equals("Transpose")) {
        return node.integers("perm", List.of()).equals(TO_FIRST);
      }
      if (!ON_THE_WAY.contains(node.operator())) {
        return false;
      }
      names.addAll(node.outputs());
    }
    return false;
  }
}
