package org.morphoscope.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.morphoscope.compute.device.Team;
import org.morphoscope.selection.DenseGram;
import org.morphoscope.selection.Gram;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums of a dense Gram matrix. The gathered rows are cut into panels of columns, and every pair of
 * panels makes one block on or above the diagonal by one {@code gemm}; the blocks are dealt out to
 * the threads. Products of a few hundred rows are summed in the precision of the kernels, across
 * them in double.
 */
final class DenseGramSums extends GramSums {
  /** A panel is wide enough for a fast gemm, and there are enough pairs for the threads. */
  private static final int NARROW = 128;

  private static final int WIDE = 256;
  private static final int WIDE_FROM = 1024;

  /** A pair of panels, {@code left <= right}: G is symmetric. */
  private record Block(int left, int right) {}

  /**
   * {@code sum row row'}, row-major {@code [M, M]}, of which the blocks fill the upper triangle.
   */
  private final double[] gram;

  /** Columns of a panel. */
  private final int width;

  /** {@code [rows, width]}: the gathered rows of a panel's columns. */
  private final INDArray[] panels;

  /** By shard: a panel on its way to the kernels. */
  private final double[][] staging;

  private final List<Block> blocks = new ArrayList<>();

  DenseGramSums(Team team, int candidates, int rowsPerStep) {
    super(team, candidates, rowsPerStep);
    gram = new double[candidates * candidates];
    width = candidates < WIDE_FROM ? NARROW : WIDE;
    panels = new INDArray[(candidates + width - 1) / width];
    for (int p = 0; p < panels.length; p++) {
      panels[p] = team.lead().allocate(gathered.length, end(p) - p * width);
      for (int q = p; q < panels.length; q++) {
        blocks.add(new Block(p, q));
      }
    }
    staging = new double[team.shards()][];
  }

  /** Column behind a panel's last. */
  private int end(int panel) {
    return Math.min(candidates, (panel + 1) * width);
  }

  /**
   * {@code gram += sum_n row_n row_n'}, block by block of the upper triangle: panels of all
   * gathered rows first, then products of pairs.
   */
  @Override
  void add(int count) {
    // the products take all rows of a panel: what is left of the step before must not count
    for (int n = count; n < gathered.length; n++) {
      Arrays.fill(gathered[n], 0);
    }
    // panels first, blocks after: a block needs two panels, of any shard
    team.run(
        (shard, kernels) -> {
          for (int p = shard; p < panels.length; p += team.shards()) {
            kernels.upload(columns(shard, p), panels[p]);
          }
        });
    team.run(
        (shard, kernels) -> {
          for (int i = shard; i < blocks.size(); i += team.shards()) {
            Block block = blocks.get(i);
            kernels.addGram(
                panels[block.left()],
                panels[block.right()],
                gram,
                block.left() * width * candidates + block.right() * width,
                candidates);
          }
        });
  }

  /** The gathered rows of a panel's columns, one behind the other. */
  private double[] columns(int shard, int panel) {
    int columns = end(panel) - panel * width;
    if (staging[shard] == null || staging[shard].length != gathered.length * columns) {
      staging[shard] = new double[gathered.length * columns];
    }
    for (int n = 0; n < gathered.length; n++) {
      System.arraycopy(gathered[n], panel * width, staging[shard], n * columns, columns);
    }
    return staging[shard];
  }

  /** {@code G = sum / N}, mirrored to the lower triangle; the array itself goes into the result. */
  @Override
  Gram made(long samples, double[] diagonal) {
    team.run(
        (shard, kernels) -> {
          for (int i = shard; i < blocks.size(); i += team.shards()) {
            mirror(blocks.get(i), samples);
          }
        });
    return new DenseGram(candidates, gram);
  }

  /** Divides a block by N and writes it to both sides of the diagonal. */
  private void mirror(Block block, double samples) {
    for (int i = block.left() * width; i < end(block.left()); i++) {
      for (int j = Math.max(i, block.right() * width); j < end(block.right()); j++) {
        double mean = gram[i * candidates + j] / samples;
        gram[i * candidates + j] = mean;
        gram[j * candidates + i] = mean;
      }
    }
  }

  @Override
  public void close() {
    for (INDArray panel : panels) {
      panel.close();
    }
  }
}
