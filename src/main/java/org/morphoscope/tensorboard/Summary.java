package org.morphoscope.tensorboard;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.morphoscope.model.ProtoWriter;

/** Named values of one step, as a {@code Summary} message. */
final class Summary implements Consumer<ProtoWriter> {
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int HISTOGRAM = 5;
  private static final int BUCKETS = 30;

  private final ProtoWriter content = new ProtoWriter();

  Summary scalar(String tag, double value) {
    content.message(VALUE, to -> to.text(TAG, tag).real(SIMPLE_VALUE, (float) value));
    return this;
  }

  Summary scalar(String tag, OptionalDouble value) {
    return value.isPresent() ? scalar(tag, value.getAsDouble()) : this;
  }

  /** The distribution of numbers in equal steps between the least and the largest. */
  Summary histogram(String tag, double... all) {
    double[] values = DoubleStream.of(all).filter(Double::isFinite).toArray();
    if (values.length > 0) {
      content.message(
          VALUE, to -> to.text(TAG, tag).message(HISTOGRAM, histo -> histogram(histo, values)));
    }
    return this;
  }

  private static void histogram(ProtoWriter to, double... values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
      squares += value * value;
    }
    int buckets = max > min ? BUCKETS : 1;
    double[] limits = new double[buckets];
    double[] counts = new double[buckets];
    for (int b = 0; b < buckets; b++) {
      limits[b] = b == buckets - 1 ? max : min + (max - min) * (b + 1) / buckets;
    }
    for (double value : values) {
      int b = 0;
      while (value > limits[b]) {
        b++;
      }
      counts[b]++;
    }
    to.real64(1, min).real64(2, max).real64(3, values.length).real64(4, sum).real64(5, squares);
    to.reals(6, limits).reals(7, counts);
  }

  @Override
  public void accept(ProtoWriter to) {
    to.append(content);
  }
}
