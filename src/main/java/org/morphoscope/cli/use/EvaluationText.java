package org.morphoscope.cli.use;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.morphoscope.net.Resources;
import org.morphoscope.study.evaluate.NetEvaluation;
import org.morphoscope.study.evaluate.NetEvaluation.ClassScore;
import org.morphoscope.text.Texts;

/** An evaluation as lines for a person and as JSON for a program. */
final class EvaluationText {
  /** A matrix of more classes is no picture any more. */
  private static final int MOST_COLUMNS = 20;

  private EvaluationText() {}

  /** One object; what is no finite number is null. */
  static String json(NetEvaluation found, String part, int images) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    put(to, "testLoss", found.loss());
    put(to, "testLossError", found.lossError());
    to.put("testAccuracy", found.accuracy());
    ArrayNode classes = to.putArray("classes");
    for (ClassScore each : found.classes()) {
      classes
          .addObject()
          .put("name", each.name())
          .put("precision", each.precision())
          .put("recall", each.recall())
          .put("f1", each.f1())
          .put("count", each.count());
    }
    ArrayNode rows = to.putArray("confusion");
    for (int[] row : found.confusion()) {
      ArrayNode cells = rows.addArray();
      for (int count : row) {
        cells.add(count);
      }
    }
    put(to, "calibrationError", found.calibrationError());
    to.put("secondsPerImage", found.secondsPerImage());
    to.put("part", part);
    to.put("images", images);
    return to.toString();
  }

  private static void put(ObjectNode to, String name, double value) {
    if (Double.isFinite(value)) {
      to.put(name, value);
    } else {
      to.putNull(name);
    }
  }

  static List<String> lines(
      NetEvaluation found, UsableNet net, String data, String part, int images) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Texts.of(
            "Net          %s: %,d parameters, images of %s",
            net.name(), Resources.of(net.spec()).parameters(), net.spec().input()));
    lines.add(Texts.of("Data         %s, %s part, %,d images", data, part, images));
    lines.add(Texts.of("Loss         %.4f +- %.4f nats", found.loss(), found.lossError()));
    lines.add(Texts.of("Accuracy     %.2f %%", 100 * found.accuracy()));
    lines.add(
        Texts.of(
            "Calibration  %.4f expected calibration error, %d bins",
            found.calibrationError(), NetEvaluation.CALIBRATION_BINS));
    lines.add(Texts.of("Time         %.3f ms per image", 1000 * found.secondsPerImage()));
    lines.add("");
    classes(found, lines);
    lines.add("");
    confusion(found, lines);
    return lines;
  }

  private static void classes(NetEvaluation found, List<String> lines) {
    int width = found.classes().stream().mapToInt(each -> each.name().length()).max().orElse(5);
    String head = "%-" + Math.max(5, width) + "s";
    int digits = Integer.toString(found.classes().size() - 1).length();
    String index = "%" + digits + "s  ";
    lines.add(Texts.of(index + head + "   count  precision  recall      F1", "", "class"));
    for (int k = 0; k < found.classes().size(); k++) {
      ClassScore each = found.classes().get(k);
      lines.add(
          Texts.of(
              index + head + "  %,6d     %.4f  %.4f  %.4f",
              k,
              each.name(),
              each.count(),
              each.precision(),
              each.recall(),
              each.f1()));
    }
  }

  private static void confusion(NetEvaluation found, List<String> lines) {
    int n = found.confusion().length;
    if (n > MOST_COLUMNS) {
      lines.add(Texts.of("The confusion matrix of %d classes is in the output of --json.", n));
      return;
    }
    lines.add("Confusion matrix: a row per true class, a column per predicted one");
    StringBuilder head = new StringBuilder("  ");
    for (int k = 0; k < n; k++) {
      head.append(Texts.of(" %5d", k));
    }
    lines.add(head.toString());
    for (int k = 0; k < n; k++) {
      StringBuilder row = new StringBuilder(Texts.of("%2d", k));
      for (int count : found.confusion()[k]) {
        row.append(Texts.of(" %5d", count));
      }
      lines.add(row.toString());
    }
  }
}
