package org.morphoscope.net;

import org.morphoscope.text.Texts;

/** What a node of the graph computes. */
public sealed interface Op {

  /**
   * The images: channels x height x width.
   *
   * @param shape of one image
   */
  record Input(TensorShape shape) implements Op {}

  /**
   * Convolution with a square kernel, explicit zero padding, and a bias only when asked for.
   *
   * @param width number of filters, at least 1
   * @param kernel side of the square filter in pixels, at least 1
   * @param stride step in pixels, the same in both directions, at least 1
   * @param pad rows and columns laid around the image
   * @param bias whether a number per output channel is added
   */
  record Conv(int width, int kernel, int stride, Padding pad, boolean bias) implements Op {
    /**
     * Checks that sizes are at least 1.
     *
     * @param width number of filters, at least 1
     * @param kernel side of the square filter in pixels, at least 1
     * @param stride step in pixels, the same in both directions, at least 1
     * @param pad rows and columns laid around the image
     * @param bias whether a number per output channel is added
     */
    public Conv {
      if (width < 1 || kernel < 1 || stride < 1) {
        throw new IllegalArgumentException(
            "a convolution needs width, kernel and stride of at least 1");
      }
    }

    /**
     * With the same padding on every side.
     *
     * @param width number of filters, at least 1
     * @param kernel side of the square filter in pixels, at least 1
     * @param stride step in pixels, the same in both directions, at least 1
     * @param pad zero padding in pixels on every side, 0 or more
     * @param bias whether a number per output channel is added
     */
    public Conv(int width, int kernel, int stride, int pad, boolean bias) {
      this(width, kernel, stride, Padding.of(pad), bias);
    }
  }

  /**
   * Convolution of every channel by its own square filter: as many channels out as in. It belongs
   * to the chain of the channel's producer and grows with it.
   *
   * @param kernel side of the square filter in pixels, at least 1
   * @param stride step in pixels, the same in both directions, at least 1
   * @param pad rows and columns laid around the image
   * @param bias whether a number per output channel is added
   */
  record Depthwise(int kernel, int stride, Padding pad, boolean bias) implements Op {
    /**
     * Checks that sizes are at least 1.
     *
     * @param kernel side of the square filter in pixels, at least 1
     * @param stride step in pixels, the same in both directions, at least 1
     * @param pad rows and columns laid around the image
     * @param bias whether a number per output channel is added
     */
    public Depthwise {
      if (kernel < 1 || stride < 1) {
        throw new IllegalArgumentException(
            "a depthwise convolution needs kernel and stride of at least 1");
      }
    }

    /**
     * With the same padding on every side.
     *
     * @param kernel side of the square filter in pixels, at least 1
     * @param stride step in pixels, the same in both directions, at least 1
     * @param pad zero padding in pixels on every side, 0 or more
     * @param bias whether a number per output channel is added
     */
    public Depthwise(int kernel, int stride, int pad, boolean bias) {
      this(kernel, stride, Padding.of(pad), bias);
    }
  }

  /** Sum of two or more inputs of equal shape; ties the channels that it adds. */
  record Add() implements Op {}

  /**
   * Batch normalisation per channel.
   *
   * @param epsilon added to the variance before the root, above 0
   */
  record BatchNorm(double epsilon) implements Op {}

  /** A function of every number by itself, which a chain can hold between norm and pooling. */
  sealed interface Pointwise extends Op {
    /** {@return the function} */
    Activation activation();

    /**
     * {@return the operation that computes a function}
     *
     * @param activation any but {@link Activation#NONE}
     */
    static Pointwise of(Activation activation) {
      return switch (activation.kind()) {
        case RELU -> new Relu();
        case RELU6 -> new Relu6();
        case LEAKY_RELU -> new LeakyRelu(activation.slope());
        case SILU -> new Silu();
        case NONE -> throw new IllegalArgumentException("nothing is no operation");
      };
    }
  }

  /** {@code max(u, 0)}. */
  record Relu() implements Pointwise {
    @Override
    public Activation activation() {
      return Activation.RELU;
    }
  }

  /** {@code min(max(u, 0), 6)}. */
  record Relu6() implements Pointwise {
    @Override
    public Activation activation() {
      return Activation.RELU6;
    }
  }

  /**
   * {@code u} above 0, {@code slope u} below.
   *
   * @param slope above 0 and below 1
   */
  record LeakyRelu(double slope) implements Pointwise {
    /**
     * Checks the slope.
     *
     * @param slope above 0 and below 1
     */
    public LeakyRelu {
      Activation.leaky(slope);
    }

    @Override
    public Activation activation() {
      return Activation.leaky(slope);
    }
  }

  /** {@code u / (1 + e^-u)}. */
  record Silu() implements Pointwise {
    @Override
    public Activation activation() {
      return Activation.SILU;
    }
  }

  /**
   * Sets a random share of the numbers to 0 while the net trains, and divides the others by what
   * stays; nothing at any other time.
   *
   * @param rate the share, above 0 and below 1
   */
  record Dropout(double rate) implements Op {
    /**
     * Checks the share.
     *
     * @param rate the share, above 0 and below 1
     */
    public Dropout {
      if (!(rate > 0 && rate < 1)) {
        throw new IllegalArgumentException("dropout needs a rate above 0 and below 1, got " + rate);
      }
    }
  }

  /**
   * Pooling over a square window; an incomplete last window is dropped. A maximum may be padded:
   * what lies outside of the image is then never the largest.
   *
   * @param kind maximum or average
   * @param window side of the square window in pixels, at least 1
   * @param stride step in pixels, the same in both directions, at least 1
   * @param pad rows and columns laid around the image
   */
  record Pool(Kind kind, int window, int stride, Padding pad) implements Op {
    /** The largest, or the mean. */
    public enum Kind {
      /** The largest value of the window. */
      MAX,
      /** The mean of the window. */
      AVERAGE
    }

    /**
     * Checks the sizes, and that only a maximum is padded, by less than its window.
     *
     * @param kind maximum or average
     * @param window side of the square window in pixels, at least 1
     * @param stride step in pixels, the same in both directions, at least 1
     * @param pad rows and columns laid around the image
     */
    public Pool {
      if (window < 1 || stride < 1) {
        throw new IllegalArgumentException("pooling needs a window and a stride of at least 1");
      }
      if (pad.most() >= window) {
        throw new IllegalArgumentException(
            Texts.of(
                "pooling needs padding below its window of %d, or windows outside of the image would be empty, got %s",
                window, pad));
      }
      if (kind == Kind.AVERAGE && !pad.equals(Padding.NONE)) {
        throw new IllegalArgumentException("an average is taken without padding, got " + pad);
      }
    }

    /**
     * Without padding.
     *
     * @param kind maximum or average
     * @param window side of the square window in pixels, at least 1
     * @param stride step in pixels, the same in both directions, at least 1
     */
    public Pool(Kind kind, int window, int stride) {
      this(kind, window, stride, Padding.NONE);
    }
  }

  /** Mean over all positions. */
  record GlobalAveragePool() implements Op {}

  /**
   * Linear map with bias to {@code outputs} numbers: the logits when it is the last node. An input
   * of more than 1 x 1 pixels is read as one vector in the order channel, row, column; it must be
   * square.
   *
   * @param outputs number of outputs, at least 1
   */
  record Dense(int outputs) implements Op {
    /**
     * Checks that there is an output.
     *
     * @param outputs number of outputs, at least 1
     */
    public Dense {
      if (outputs < 1) {
        throw new IllegalArgumentException("a dense layer needs at least 1 output");
      }
    }
  }
}
