package org.morphoscope.net;

/** What a node of the graph computes. */
public sealed interface Op {

  /** The images: channels x height x width. */
  record Input(TensorShape shape) implements Op {}

  /** Convolution with a square kernel, explicit zero padding, and a bias only when asked for. */
  record Conv(int width, int kernel, int stride, int pad, boolean bias) implements Op {
    public Conv {
      if (width < 1 || kernel < 1 || stride < 1 || pad < 0) {
        throw new IllegalArgumentException(
            "a convolution needs width, kernel and stride of at least 1 and padding of at least 0");
      }
    }
  }

  /** Batch normalisation per channel. */
  record BatchNorm(double epsilon) implements Op {}

  /** {@code max(u, 0)}. */
  record Relu() implements Op {}

  /** Pooling over a square window without padding; an incomplete last window is dropped. */
  record Pool(Kind kind, int window, int stride) implements Op {
    /** The largest, or the mean. */
    public enum Kind {
      MAX,
      AVERAGE
    }

    public Pool {
      if (window < 1 || stride < 1) {
        throw new IllegalArgumentException("pooling needs a window and a stride of at least 1");
      }
    }
  }

  /** Mean over all positions. */
  record GlobalAveragePool() implements Op {}

  /** Linear map with bias to {@code outputs} logits; its input must be 1 x 1 pixels. */
  record Dense(int outputs) implements Op {
    public Dense {
      if (outputs < 1) {
        throw new IllegalArgumentException("a dense layer needs at least 1 output");
      }
    }
  }
}
