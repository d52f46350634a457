package org.morphoscope.compute.cuda;

/**
 * Sums per channel in two stages, so that all of the card works and the order of additions is
 * fixed: slices of the rows, then the slices.
 */
final class Reductions {
  /** Rows that one lane adds up at least, or the second stage costs more than it saves. */
  private static final int ROWS_PER_LANE = 8;

  private static final int BLOCKS_PER_PROCESSOR = 4;

  private final CudaSession session;

  Reductions(CudaSession session) {
    this.session = session;
  }

  /**
   * Slices to cut {@code rows} into when a slice takes {@code blocks} blocks. As many as fill the
   * card, but not so many that a lane has less than a few rows to add.
   *
   * @param lanes rows that a block adds up side by side
   */
  int slices(int rows, int lanes, int blocks) {
    int useful = Shapes.parts(rows, lanes * ROWS_PER_LANE);
    int enough = Shapes.parts(session.card().multiprocessors() * BLOCKS_PER_PROCESSOR, blocks);
    return Math.max(1, Math.min(useful, enough));
  }

  /** The first stage's launch, which takes the address of its partial sums as last argument. */
  @FunctionalInterface
  interface FirstStage {
    Launch launch(int tile);
  }

  /**
   * Sums over rows, {@code [K, channels]} in double, into the targets; waits for the card.
   *
   * @param first arguments of the first stage but the last
   * @param targets K arrays, one number per channel each
   * @param rows {@code N H W} for sums over samples and positions
   * @param channels C
   */
  void channelSums(int rows, int channels, FirstStage first, double[]... targets) {
    int tile = Shapes.tile(channels);
    int tiles = Shapes.parts(channels, tile);
    int slices = slices(rows, Launch.THREADS / tile, tiles);
    int numbers = targets.length * channels;
    long partial = session.workspace((long) slices * numbers * Double.BYTES);
    long out = session.results(numbers);
    first.launch(tile).address(slices == 1 ? out : partial).over(tiles, slices, 1);
    if (slices > 1) {
      sum("sum_slices", slices, numbers, partial, out);
    }
    session.fetch(out, targets);
  }

  /**
   * The second stage: {@code out[i] = sum over slices of partial[slice, i]}, slice by slice in
   * order.
   *
   * @param kernel for sums in double, or in the arrays' type
   * @param numbers that each slice has
   */
  void sum(String kernel, int slices, int numbers, long partial, long out) {
    int tile = Shapes.tile(numbers);
    session
        .kernel(kernel)
        .ints(tile)
        .ints(slices)
        .ints(numbers)
        .address(partial)
        .address(out)
        .over(Shapes.parts(numbers, tile), 1, 1);
  }
}
