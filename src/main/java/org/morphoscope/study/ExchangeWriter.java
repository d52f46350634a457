package org.morphoscope.study;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.morphoscope.compute.LayerWeights;
import org.morphoscope.morph.LayerMoments;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.score.ScoreResult;
import org.morphoscope.selection.Candidates;
import org.morphoscope.selection.Gram;
import org.morphoscope.selection.Selector;

/** Writes a scored exchange case as one JSON object. */
public final class ExchangeWriter {
  /** Third number of a candidate: +1 split, -1 prune, 2 new neuron. */
  private static final Map<MorphKind, Integer> KINDS =
      Map.of(MorphKind.SPLIT, 1, MorphKind.PRUNE, -1, MorphKind.NEW_NEURON, 2);

  private final JsonGenerator json;

  private ExchangeWriter(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes the object and does not close the stream.
   *
   * @param result of {@link ExchangeScore}
   * @param out gets UTF-8
   * @throws IOException when the stream refuses
   */
  public static void write(ExchangeScore.Result result, OutputStream out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
      new ExchangeWriter(json).write(result);
    }
  }

  private void write(ExchangeScore.Result result) throws IOException {
    ScoreResult scores = result.scores();
    int samples = result.losses().length;
    int classes = result.spec().classes();
    int m = scores.slope().length;
    json.writeStartObject();
    array("logits", result.logits(), samples, classes);
    array("loss", result.losses(), samples);
    candidates(new Candidates(result.spec(), result.newPerGroup()));
    json.writeStringField("mode", result.mode().label());
    array("a", scores.slope(), m);
    double[] curvature = new double[m];
    double[] deltas = new double[m];
    for (int c = 0; c < m; c++) {
      curvature[c] = 0.5 * scores.gram().at(c, c);
      deltas[c] = scores.slope()[c] + curvature[c];
    }
    array("curvature", curvature, m);
    array("dL", deltas, m);
    array("se", scores.errors(), m);
    gram(scores.gram());
    json.writeObjectFieldStart("rawPrune");
    array("a", scores.rawPruneSlope(), scores.rawPruneSlope().length);
    array("dL", scores.rawPruneDeltas(), scores.rawPruneDeltas().length);
    json.writeEndObject();
    json.writeArrayFieldStart("dtheta");
    for (var layer : result.spec().layers()) {
      int k = layer.kernel();
      double[] values = result.thetaGradient().get(layer.index());
      int[] shape = {values.length == 0 ? 0 : layer.width(), layer.in().channels(), k, k};
      nested(values, 0, 0, shape);
    }
    json.writeEndArray();
    moments(scores.moments());
    json.writeObjectFieldStart("selection");
    selection("splits", result.splits());
    selection("both", result.both());
    if (result.all().isPresent()) {
      selection("all", result.all().get());
    }
    json.writeEndObject();
    if (result.applied().isPresent()) {
      applied(result.applied().get(), samples, classes);
    }
    json.writeEndObject();
  }

  private void gram(Gram gram) throws IOException {
    json.writeArrayFieldStart("G");
    for (int i = 0; i < gram.size(); i++) {
      double[] row = new double[gram.size()];
      gram.addRow(i, row);
      json.writeArray(row, 0, row.length);
    }
    json.writeEndArray();
  }

  private void candidates(Candidates candidates) throws IOException {
    json.writeArrayFieldStart("candidates");
    for (int c = 0; c < candidates.size(); c++) {
      UnitId unit = candidates.unit(c);
      int[] entry = {unit.group(), unit.channel(), KINDS.get(candidates.kind(c))};
      json.writeArray(entry, 0, 3);
    }
    json.writeEndArray();
  }

  private void moments(List<LayerMoments> moments) throws IOException {
    json.writeArrayFieldStart("bn");
    for (LayerMoments layer : moments) {
      int width = layer.meanA().length;
      json.writeStartObject();
      array("ma", layer.meanA(), width);
      array("va", layer.varianceA(), width);
      array("mb", layer.meanB(), width);
      array("vb", layer.varianceB(), width);
      array("cab", layer.covariance(), width);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("zmean");
    for (LayerMoments layer : moments) {
      json.writeArray(layer.meanZ(), 0, layer.meanZ().length);
    }
    json.writeEndArray();
  }

  private void selection(String name, Selector.Selection selection) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeArrayFieldStart("selected");
    for (int c : selection.selected()) {
      json.writeNumber(c);
    }
    json.writeEndArray();
    json.writeNumberField("predicted_dL", selection.predictedDelta());
    json.writeNumberField("dR", selection.resourceChange());
    json.writeEndObject();
  }

  private void applied(ExchangeScore.Applied applied, int samples, int classes) throws IOException {
    json.writeObjectFieldStart("applied");
    array("logits", applied.logits(), samples, classes);
    array("logitsTraining", applied.trainingLogits(), samples, classes);
    json.writeObjectFieldStart("params");
    for (var entry : ExchangeScore.parameters(applied.weights()).entrySet()) {
      array(entry.getKey(), entry.getValue(), shape(entry.getKey(), applied));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static int[] shape(String stem, ExchangeScore.Applied applied) {
    LayerWeights head = applied.weights().head();
    if (stem.equals("Wh")) {
      int k = head.kernel();
      return k == 1
          ? new int[] {head.outputs(), head.inputs()}
          : new int[] {head.outputs(), head.inputs(), k, k};
    }
    if (stem.equals("bh")) {
      return new int[] {head.outputs()};
    }
    int layer = Integer.parseInt(stem.replaceAll("\\D", ""));
    LayerWeights weights = applied.weights().layers().get(layer);
    return stem.startsWith("W")
        ? new int[] {weights.outputs(), weights.inputs(), weights.kernel(), weights.kernel()}
        : new int[] {weights.outputs()};
  }

  private void array(String name, double[] values, int... shape) throws IOException {
    json.writeFieldName(name);
    nested(values, 0, 0, shape);
  }

  /** Writes nested lists of the given shape; returns the position behind what was written. */
  private int nested(double[] values, int at, int axis, int[] shape) throws IOException {
    if (axis == shape.length - 1) {
      json.writeArray(values, at, shape[axis]);
      return at + shape[axis];
    }
    int next = at;
    json.writeStartArray();
    for (int i = 0; i < shape[axis]; i++) {
      next = nested(values, next, axis + 1, shape);
    }
    json.writeEndArray();
    return next;
  }
}
