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

  /**
   * Convolution of every channel by its own square filter: as many channels out as in. It belongs
   * to the chain of the channel's producer and grows with it.
   */
  record Depthwise(int kernel, int stride, int pad, boolean bias) implements Op {
    public Depthwise {
      if (kernel < 1 || stride < 1 || pad < 0) {
        throw new IllegalArgumentException(
            "a depthwise convolution needs kernel and stride of at least 1 and padding of at least"
                + " 0");
      }
    }
  }

  /** Sum of two or more inputs of equal shape; ties the channels that it adds. */
  record Add() implements Op {}

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

  /**
   * Linear map with bias to {@code outputs} numbers: the logits when it is the last node. An input
   * of more than 1 x 1 pixels is read as one vector in the order channel, row, column; it must be
   * square.
   */
  record Dense(int outputs) implements Op {
    public Dense {
      if (outputs < 1) {
        throw new IllegalArgumentException("a dense layer needs at least 1 output");
      }
    }
  }
}
