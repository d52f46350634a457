package org.morphoscope.model.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.morphoscope.model.FoldedBatchNorm;
import org.morphoscope.model.InputScaling;
import org.morphoscope.model.Model;
import org.morphoscope.model.UnsuitableException;
import org.morphoscope.net.Op;
import org.morphoscope.text.Texts;

/**
 * Turns the operators of an ONNX file into the nodes and numbers of a net. A node that cannot be
 * taken does not end it: the rest is looked at as well, so that all of them are named at once.
 */
final class OnnxImport {
  /** Operators that are read, for messages. */
  static final String READ =
      "Conv, BatchNormalization, Relu, LeakyRelu, Clip, Sigmoid with Mul (SiLU), MaxPool,"
          + " AveragePool, GlobalAveragePool, ReduceMean, Add, Sum, Flatten, Reshape, Gemm, MatMul";

  private static final int OLDEST = 7;
  private static final int NEWEST = 23;

  /** More would not help anybody. */
  private static final int MAX_PROBLEMS = 100;

  private final OnnxFile file;
  private final OnnxScope scope;
  private final OnnxFolding folding;
  private final Map<String, Consumer<OnnxNode>> operators = new HashMap<>();
  private final List<UnsuitableException> problems = new ArrayList<>();

  OnnxImport(OnnxFile file) {
    this.file = file;
    this.scope = new OnnxScope(file, new HashMap<>(file.constants()));
    this.folding = new OnnxFolding(scope);
    OnnxMaps maps = new OnnxMaps(scope);
    OnnxDense dense = new OnnxDense(scope);
    OnnxElements elements = new OnnxElements(scope);
    OnnxCurves curves = new OnnxCurves(scope);
    OnnxShapes shapes = new OnnxShapes(scope);
    OnnxAffine affine = new OnnxAffine(scope);
    operators.put("Conv", maps::convolution);
    operators.put("MaxPool", node -> maps.pool(node, Op.Pool.Kind.MAX));
    operators.put("AveragePool", node -> maps.pool(node, Op.Pool.Kind.AVERAGE));
    operators.put("GlobalAveragePool", maps::globalAverage);
    operators.put("GlobalMaxPool", maps::globalMaximum);
    operators.put("ReduceMean", maps::reduceMean);
    operators.put("Pad", maps::pad);
    operators.put("Gemm", dense::gemm);
    operators.put("MatMul", dense::product);
    operators.put("Relu", elements::relu);
    operators.put("Clip", elements::clip);
    operators.put("Min", node -> elements.extreme(node, true));
    operators.put("Max", node -> elements.extreme(node, false));
    operators.put("BatchNormalization", elements::batchNorm);
    operators.put("Add", elements::sum);
    operators.put("Sum", elements::sum);
    operators.put("Sub", affine::take);
    operators.put(
        "Mul",
        node -> {
          if (!curves.product(node)) {
            affine.take(node);
          }
        });
    operators.put("LeakyRelu", curves::leaky);
    operators.put("Sigmoid", curves::sigmoid);
    operators.put("Div", affine::take);
    operators.put("Identity", shapes::handOn);
    operators.put("Dropout", shapes::dropout);
    operators.put("Cast", shapes::cast);
    operators.put("Flatten", shapes::flatten);
    operators.put("Reshape", shapes::reshape);
    operators.put("Transpose", shapes::transpose);
    operators.put("Squeeze", shapes::squeeze);
    operators.put("Unsqueeze", shapes::unsqueeze);
    operators.put("Softmax", shapes::softmax);
    operators.put("LogSoftmax", shapes::softmax);
  }

  /** What keeps the file from being read, in the order of its nodes. */
  List<UnsuitableException> problems() {
    return problems;
  }

  /** The net; empty when there are {@link #problems}. */
  Optional<Model> model() {
    try {
      requireOperatorSet();
      new OnnxInputs(scope).read();
      for (OnnxNode node : file.nodes()) {
        add(node);
        if (problems.size() >= MAX_PROBLEMS) {
          return Optional.empty();
        }
      }
      return problems.isEmpty() ? Optional.of(build()) : Optional.empty();
    } catch (UnsuitableException e) {
      problems.add(e);
    } catch (IllegalArgumentException e) {
      problems.add(
          new UnsuitableException(
              "", "a net that can be grown", "that " + e.getMessage(), "change the net"));
    }
    return Optional.empty();
  }

  private void requireOperatorSet() {
    if (file.operatorSet() < OLDEST || file.operatorSet() > NEWEST) {
      throw new UnsuitableException(
          "",
          Texts.of("an operator set from %d to %d", OLDEST, NEWEST),
          Long.toString(file.operatorSet()),
          "write the net with one of them (opset_version of the exporter)");
    }
  }

  private void add(OnnxNode node) {
    try {
      if (node.outputs().isEmpty() || !Set.of("", "ai.onnx").contains(node.domain())) {
        throw node.refuse(
            "an operator of ONNX with a result",
            "domain '" + node.domain() + "'",
            "write the net with the operators of ONNX itself, its functions inlined");
      }
      if (folding.fold(node)) {
        return;
      }
      Consumer<OnnxNode> operator = operators.get(node.operator());
      if (operator == null) {
        throw node.refuse("an operator that a net of ours can have", node.operator());
      }
      operator.accept(node);
    } catch (UnsuitableException e) {
      fail(node, e);
    } catch (IllegalArgumentException e) {
      fail(node, node.refuse("a net that can be grown", "that " + e.getMessage()));
    }
  }

  private void fail(OnnxNode node, UnsuitableException e) {
    problems.add(e);
    boolean elementwise = OnnxCures.elementwise(node.operator());
    if (!node.outputs().isEmpty()) {
      scope.putUnknown(node, elementwise);
    }
  }

  private Model build() {
    scope.net().convolutionAsHead();
    String head = scope.net().last().id();
    boolean dense = scope.net().last().op() instanceof Op.Dense;
    boolean logits =
        !file.outputs().isEmpty()
            && file.outputs().stream()
                .allMatch(name -> scope.result(name).filter(v -> v.id().equals(head)).isPresent());
    if (!dense || !logits) {
      throw new UnsuitableException(
          "",
          "one output, the logits of a dense layer (Gemm, or MatMul and Add) that is the last node",
          "the outputs " + file.outputs(),
          "cut the net behind its last dense layer");
    }
    Model model = scope.net().model(file.name().isEmpty() ? "onnx" : file.name(), file.metadata());
    Optional<InputScaling> scaling = scope.scaling();
    scaling.ifPresent(s -> scope.tell(shown(s)));
    if (FoldedBatchNorm.isLikely(model.spec())) {
      scope.tell(OnnxReader.FOLDED);
    }
    return model.with(List.copyOf(scope.notices()), scaling);
  }

  private static String shown(InputScaling scaling) {
    return Texts.of(
        "The file normalises its images itself, (pixel - mean) / deviation with mean %s and"
            + " deviation %s for pixels from 0 to %d; the node is left off, and the program"
            + " normalises images by these numbers before the net.",
        InputScaling.shown(scaling.mean()),
        InputScaling.shown(scaling.deviation()),
        scaling.ofBytes() ? 255 : 1);
  }
}
