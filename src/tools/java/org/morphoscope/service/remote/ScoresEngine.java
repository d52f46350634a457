package org.morphoscope.service.remote;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.LayerScores;
import org.morphoscope.selection.DenseGram;

/**
 * An engine that only scores: batch after batch of so many milliseconds of processor time, each of
 * which tells the scores of so many candidates, until the run is stopped. It begins when it is told
 * to, so that whoever is to watch is there from the first batch on.
 */
public class ScoresEngine implements GrowthEngine {
  private final GrowthEngine rest;
  private final int[] widths;
  private final double millis;
  private final CountDownLatch go;
  private final AtomicLong batches;
  private final AtomicLong thread;
  private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();

  /**
   * @param rest does everything else
   * @param widths channels of every layer, each a split and a prune
   * @param millis of processor time in a batch
   * @param go opened when scoring is to begin
   * @param batches counts those that are done
   * @param thread gets the number of the engine's thread
   */
  public ScoresEngine(
      GrowthEngine rest,
      int[] widths,
      double millis,
      CountDownLatch go,
      AtomicLong batches,
      AtomicLong thread) {
    this.rest = rest;
    this.millis = millis;
    this.go = go;
    this.batches = batches;
    this.thread = thread;
    this.widths = widths.clone();
  }

  /** Layers of at most 64 channels for so many splits and prunes together. */
  static int[] widths(int candidates) {
    List<Integer> layers = new ArrayList<>();
    for (int left = candidates / 2; left > 0; left -= 64) {
      layers.add(Math.min(64, left));
    }
    return layers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Images that were scored after so many batches. */
  protected long samples(long batch) {
    return 200 * batch;
  }

  @Override
  public Scores score(int round, BatchListener listener, Consumer<Scores> partial)
      throws RunStoppedException {
    thread.set(Thread.currentThread().getId());
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new RunStoppedException();
    }
    for (long batch = 1; ; batch++) {
      long end = clock.getCurrentThreadCpuTime() + (long) (millis * 1e6);
      double sum = 0;
      while (clock.getCurrentThreadCpuTime() < end) {
        sum += Math.sin(sum + batch);
      }
      long samples = samples(batch);
      listener.afterBatch(samples, Math.max(200_000_000L, 2 * samples), sum);
      partial.accept(scores(batch, samples));
      batches.incrementAndGet();
    }
  }

  private Scores scores(long batch, long samples) {
    double[] none = {};
    return new Scores(
        none, new DenseGram(0, none), none, none, layers(widths, batch), 0, samples, List.of());
  }

  /** What a batch tells of layers of these widths. */
  static List<LayerScores> layers(int[] widths, long batch) {
    List<LayerScores> layers = new ArrayList<>();
    for (int width : widths) {
      double[][] arrays = new double[8][width];
      for (int kind = 0; kind < arrays.length; kind++) {
        for (int c = 0; c < width; c++) {
          arrays[kind][c] =
              Math.sin(c + 31.7 * kind + 7.3 * layers.size() + 0.01 * batch) / (1 + c);
        }
      }
      double[] none = {};
      layers.add(
          new LayerScores(
              arrays[0], arrays[1], arrays[2], arrays[3], arrays[4], arrays[5], arrays[6],
              arrays[7], none, none, none));
    }
    return layers;
  }

  @Override
  public void learningRate(double peak) {
    rest.learningRate(peak);
  }

  @Override
  public NetworkSpec spec() {
    return rest.spec();
  }

  @Override
  public DataInfo data() {
    return rest.data();
  }

  @Override
  public String backend() {
    return rest.backend();
  }

  @Override
  public Epoch trainEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException {
    return rest.trainEpoch(round, epoch, epochs, listener);
  }

  @Override
  public Epoch tailEpoch(int round, int epoch, int epochs, BatchListener listener)
      throws RunStoppedException {
    return rest.tailEpoch(round, epoch, epochs, listener);
  }

  @Override
  public void refresh(int round, BatchListener listener) throws RunStoppedException {
    rest.refresh(round, listener);
  }

  @Override
  public void learn(int round, BatchListener listener) throws RunStoppedException {
    rest.learn(round, listener);
  }

  @Override
  public List<int[]> apply(List<Integer> candidates, BatchListener listener)
      throws RunStoppedException {
    return rest.apply(candidates, listener);
  }

  @Override
  public void startFresh(List<Integer> candidates, BatchListener listener)
      throws RunStoppedException {
    rest.startFresh(candidates, listener);
  }

  @Override
  public Measurement measure(int round, BatchListener listener) throws RunStoppedException {
    return rest.measure(round, listener);
  }

  @Override
  public void revert() {
    rest.revert();
  }

  @Override
  public Evaluation evaluate(int round, BatchListener listener) throws RunStoppedException {
    return rest.evaluate(round, listener);
  }

  @Override
  public double validationLoss(BatchListener listener) throws RunStoppedException {
    return rest.validationLoss(listener);
  }

  @Override
  public long multiplyAccumulates() {
    return rest.multiplyAccumulates();
  }

  @Override
  public Snapshot snapshot() {
    return rest.snapshot();
  }

  @Override
  public void restore(Snapshot snapshot) {
    rest.restore(snapshot);
  }

  @Override
  public void close() {
    rest.close();
  }
}
