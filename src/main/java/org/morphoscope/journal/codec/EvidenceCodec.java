package org.morphoscope.journal.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.selection.Evidence;
import org.morphoscope.text.Texts;

/**
 * The evidence of a proposal as JSON: one list per column over all candidates, counts of the bins
 * behind each other. About 300 bytes a candidate, less than a row of the Gram matrix.
 */
final class EvidenceCodec {
  private EvidenceCodec() {}

  static ObjectNode encode(List<Evidence> evidence) {
    ObjectNode to = JsonNodeFactory.instance.objectNode().put("bins", Evidence.BINS);
    ArrayNode first = to.putArray("first");
    ArrayNode width = to.putArray("binWidth");
    ArrayNode counts = to.putArray("counts");
    ArrayNode best = to.putArray("best");
    ArrayNode bestDelta = to.putArray("bestDelta");
    ArrayNode worst = to.putArray("worst");
    ArrayNode worstDelta = to.putArray("worstDelta");
    for (Evidence of : evidence) {
      first.add(of.first());
      width.add(of.binWidth());
      Arrays.stream(of.counts()).forEach(counts::add);
      put(best.addArray(), bestDelta.addArray(), of.best(), of.bestDelta());
      put(worst.addArray(), worstDelta.addArray(), of.worst(), of.worstDelta());
    }
    return to;
  }

  private static void put(ArrayNode images, ArrayNode changes, int[] image, float[] change) {
    for (int i = 0; i < image.length; i++) {
      images.add(image[i]);
      changes.add(change[i]);
    }
  }

  /**
   * @param size number of candidates, known from elsewhere
   */
  static List<Evidence> decode(Fields from, int size) {
    int bins = from.integer("bins");
    double[] first = from.numbers("first");
    double[] width = from.numbers("binWidth");
    List<Integer> counts = from.integers("counts");
    List<double[]> best = from.rows("best");
    List<double[]> bestDelta = from.rows("bestDelta");
    List<double[]> worst = from.rows("worst");
    List<double[]> worstDelta = from.rows("worstDelta");
    if (bins != Evidence.BINS || counts.size() != (long) bins * size) {
      throw new MalformedException(
          Texts.of("%d bins for each of %d candidates in \"evidence\"", Evidence.BINS, size),
          Texts.of("%d bins and %d counts", bins, counts.size()));
    }
    for (int length :
        new int[] {
          first.length, width.length, best.size(), bestDelta.size(), worst.size(), worstDelta.size()
        }) {
      if (length != size) {
        throw new MalformedException(
            Texts.of("%d entries in every column of \"evidence\"", size), length + " entries");
      }
    }
    List<Evidence> evidence = new ArrayList<>(size);
    for (int c = 0; c < size; c++) {
      int[] ofCandidate =
          counts.subList(c * bins, (c + 1) * bins).stream().mapToInt(Integer::intValue).toArray();
      evidence.add(
          one(
              first[c],
              width[c],
              ofCandidate,
              best.get(c),
              bestDelta.get(c),
              worst.get(c),
              worstDelta.get(c)));
    }
    return evidence;
  }

  private static Evidence one(
      double first,
      double width,
      int[] counts,
      double[] best,
      double[] bestDelta,
      double[] worst,
      double[] worstDelta) {
    try {
      return new Evidence(
          first,
          width,
          counts,
          images(best),
          changes(bestDelta),
          images(worst),
          changes(worstDelta));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("as many changes as images", e.getMessage());
    }
  }

  private static int[] images(double[] numbers) {
    return Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
  }

  private static float[] changes(double[] numbers) {
    float[] changes = new float[numbers.length];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = (float) numbers[i];
    }
    return changes;
  }
}
