package org.morphoscope.service.remote;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.Deflater;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.WireCodec;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.LayerScores;
import org.morphoscope.text.Texts;

/**
 * What scores cost on their way, for {@link ServiceFigures}: bytes of a line, processor time of
 * writing it as the engine does and of reading it as a client does, and both for the same columns
 * as float32 in base64.
 */
final class ScoresCost {
  private static final int WARM = 60;
  private static final int MEASURED = 41;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Json json = new Json();

  /**
   * {@return the figures in words}
   *
   * @param layers of one batch
   */
  static String of(List<LayerScores> layers) throws Exception {
    return new ScoresCost()
        .words(new GrowthEvent.ScoresUpdated(1, 200, 400, layers, Optional.empty()));
  }

  private String words(GrowthEvent.ScoresUpdated event) throws Exception {
    byte[] line = json.line(WireCodec.encode(event));
    byte[] packed = packed(event);
    Path from = Path.of("figures");
    return Texts.of(
        "a line %.0f KB (deflated %.0f), written in %.1f ms, read in %.1f ms; as float32 in base64 %.0f KB (deflated %.0f), %.1f and %.1f ms",
        line.length / 1e3,
        deflated(line) / 1e3,
        millis(() -> json.line(WireCodec.encode(event))),
        millis(() -> WireCodec.decode(line, from, "line")),
        packed.length / 1e3,
        deflated(packed) / 1e3,
        millis(() -> packed(event)),
        millis(() -> unpacked(packed)));
  }

  /** Median of the processor time of this thread. */
  private double millis(Callable<?> work) throws Exception {
    double[] times = new double[MEASURED];
    for (int i = -WARM; i < MEASURED; i++) {
      long begin = threads.getCurrentThreadCpuTime();
      work.call();
      if (i >= 0) {
        times[i] = (threads.getCurrentThreadCpuTime() - begin) / 1e6;
      }
    }
    Arrays.sort(times);
    return times[MEASURED / 2];
  }

  private static int deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length + 1000];
    int size = deflater.deflate(out);
    deflater.end();
    return size;
  }

  private static List<double[]> columns(LayerScores layer) {
    return List.of(
        layer.splitDelta(),
        layer.splitError(),
        layer.splitCurvature(),
        layer.pruneDelta(),
        layer.pruneError(),
        layer.pruneCurvature(),
        layer.thetaNorm(),
        layer.activity());
  }

  private static byte[] packed(GrowthEvent.ScoresUpdated event) {
    int count = event.layers().stream().mapToInt(layer -> 8 * layer.splitDelta().length).sum();
    ByteBuffer floats = ByteBuffer.allocate(Float.BYTES * count);
    for (LayerScores layer : event.layers()) {
      for (double[] column : columns(layer)) {
        for (double value : column) {
          floats.putFloat((float) value);
        }
      }
    }
    return Base64.getEncoder().encode(floats.array());
  }

  private static double[] unpacked(byte[] packed) {
    ByteBuffer floats = ByteBuffer.wrap(Base64.getDecoder().decode(packed));
    double[] values = new double[floats.capacity() / Float.BYTES];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats.getFloat();
    }
    return values;
  }
}
