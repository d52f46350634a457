package org.morphoscope.compute.cuda;

import org.morphoscope.compute.kernels.ConvShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Launches the convolution kernels: which tiles, how many blocks.
 *
 * <p>As matrix products: forward {@code a [N H' W', O] = patches of x [N H' W', k k I] times w^T},
 * backward {@code gx [N H W, I] = patches of ga [N H W, k k O] times w}, and {@code gw [O, I k k] =
 * ga^T times patches of x}. Patches are fetched tile by tile and never stored. A depthwise
 * convolution has too few products per pixel for that and is a loop over elements.
 */
final class Convolutions {
  /** Rows of the tiles in the CUDA text that are 16, 32 and 64 columns wide. */
  private static final int TALL_ROWS = 128;

  /** Rows and columns of the largest tile. */
  private static final int SQUARE = 64;

  /** Pixels that a slice of a weight gradient has at least, and a multiple of it. */
  private static final int SLICE_STEP = 64;

  /** Blocks per multiprocessor that keep a card busy with products. */
  private static final int BLOCKS_PER_PROCESSOR = 4;

  private final CudaSession session;
  // adds the slices of weight gradients
  private final Reductions reductions;

  Convolutions(CudaSession session, Reductions reductions) {
    this.session = session;
    this.reductions = reductions;
  }

  /** {@code a = w * x}; the grid is pixel tiles by tiles of output channels. */
  void forward(ConvShape s, INDArray x, INDArray w, INDArray a) {
    int pixels = s.batch() * s.outHeight() * s.outWidth();
    if (s.groups() > 1) {
      launch("depthwise", s, x, w, a)
          .overElements(pixels * s.outChannels(), session.card().multiprocessors());
      return;
    }
    int tile = tile(s.outChannels());
    launch("convolve_" + tile, s, x, w, a)
        .over(Shapes.parts(pixels, rows(tile)), Shapes.parts(s.outChannels(), tile), 1);
  }

  /**
   * {@code gx = w^T * ga}; the grid is pixel tiles by tiles of input channels by classes of pixels.
   * With stride s the pixels with equal {@code (y mod s, x mod s)} meet the same taps of the
   * filter: s s classes, each a product of its own without zeros.
   */
  void backwardData(ConvShape s, INDArray w, INDArray ga, INDArray gx) {
    if (s.groups() > 1) {
      int inputs = s.batch() * s.inHeight() * s.inWidth() * s.inChannels();
      launch("depthwise_backward_data", s, ga, w, gx)
          .overElements(inputs, session.card().multiprocessors());
      return;
    }
    int tile = tile(s.inChannels());
    // the largest class of pixels; see the CUDA text
    int pixels =
        s.batch() * Shapes.parts(s.inHeight(), s.stride()) * Shapes.parts(s.inWidth(), s.stride());
    launch("convolve_backward_data_" + tile, s, ga, w, gx)
        .over(
            Shapes.parts(pixels, rows(tile)),
            Shapes.parts(s.inChannels(), tile),
            s.stride() * s.stride());
  }

  /** A kernel that takes a convolution's shape and three arrays. */
  private Launch launch(String kernel, ConvShape s, INDArray v, INDArray w, INDArray out) {
    return session.kernel(kernel).ints(Shapes.conv(s)).array(v).array(w).array(out);
  }

  /**
   * {@code gw = sum over pixels}: few rows and columns, very many pixels to sum over. So the pixels
   * are cut into slices, as many as fill the card; each block sums one slice, and the slices are
   * added in a fixed order. No atomic additions: a run repeats to the last bit.
   */
  void backwardWeights(ConvShape s, INDArray x, INDArray ga, INDArray gw) {
    int pixels = s.batch() * s.outHeight() * s.outWidth();
    int numbers = Math.toIntExact(gw.length());
    if (s.groups() > 1) {
      depthwiseBackwardWeights(s, pixels, numbers, x, ga, gw);
      return;
    }
    int tile = tile(s.outChannels());
    int columns = tile == 16 ? TALL_ROWS : SQUARE;
    int rowTiles = Shapes.parts(s.outChannels(), tile);
    int columnTiles = Shapes.parts(s.inChannels() * s.kernel() * s.kernel(), columns);
    // slices that give every multiprocessor its blocks
    int enough =
        Shapes.parts(
            session.card().multiprocessors() * BLOCKS_PER_PROCESSOR, rowTiles * columnTiles);
    int size = Shapes.parts(Shapes.parts(pixels, enough), SLICE_STEP) * SLICE_STEP;
    int slices = Shapes.parts(pixels, size);
    long out = DeviceArrays.address(gw);
    // one slice needs no second stage
    long partial = slices == 1 ? out : session.workspace((long) slices * numbers * width());
    session
        .kernel("convolve_backward_weights_" + tile)
        .ints(Shapes.conv(s))
        .ints(size)
        .array(x)
        .array(ga)
        .address(partial)
        .over(rowTiles, columnTiles, slices);
    if (slices > 1) {
      reductions.sum("sum_real_slices", slices, numbers, partial, out);
    }
  }

  /**
   * {@code gw[c, tap] = sum over pixels x_c ga_c}: a block per slice of pixels, tile of channels
   * and tap.
   */
  private void depthwiseBackwardWeights(
      ConvShape s, int pixels, int numbers, INDArray x, INDArray ga, INDArray gw) {
    int taps = s.kernel() * s.kernel();
    int tile = Shapes.tile(s.outChannels());
    int tiles = Shapes.parts(s.outChannels(), tile);
    int slices = reductions.slices(pixels, Launch.THREADS / tile, tiles * taps);
    long out = DeviceArrays.address(gw);
    long partial = slices == 1 ? out : session.workspace((long) slices * numbers * width());
    session
        .kernel("depthwise_backward_weights")
        .ints(tile)
        .ints(Shapes.conv(s))
        .array(x)
        .array(ga)
        .address(partial)
        .over(tiles, slices, taps);
    if (slices > 1) {
      reductions.sum("sum_real_slices", slices, numbers, partial, out);
    }
  }

  /**
   * {@code gram = left^T right}; left [count, rows], right [count, columns]. The product is {@code
   * [rows, columns]} in the arrays' type, row by row.
   *
   * @param count images (and directions) that are summed over
   * @param gram address on the card
   */
  void gram(int count, int rows, int columns, INDArray left, INDArray right, long gram) {
    session
        .kernel("gram")
        .ints(count)
        .ints(rows)
        .ints(columns)
        .array(left)
        .array(right)
        .address(gram)
        .over(Shapes.parts(rows, SQUARE), Shapes.parts(columns, SQUARE), 1);
  }

  /** Bytes per number. */
  private int width() {
    return session.type().width();
  }

  /** The narrowest tile that holds all channels, at most 64. */
  private static int tile(int channels) {
    return channels <= 16 ? 16 : channels <= 32 ? 32 : SQUARE;
  }

  /** Rows that go with a tile's columns: about as many products per block whatever the width. */
  private static int rows(int tile) {
    return tile == SQUARE ? SQUARE : TALL_ROWS;
  }
}
