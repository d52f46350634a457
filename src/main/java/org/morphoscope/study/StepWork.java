package org.morphoscope.study;

import org.morphoscope.net.Layer;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.selection.CurvatureMode;

/**
 * What the arithmetic of a step asks for at least. Counted are convolutions, dense maps and the
 * Gram product, a multiply-accumulate as two operations; of the bytes, every operand and result of
 * those once, as if everything elementwise were done on the way and no cache held anything from one
 * of them to the next.
 *
 * @param flops floating-point operations
 * @param bytes moved between memory and processor
 */
public record StepWork(double flops, double bytes) {

  /** No work, to add to. */
  static final StepWork NONE = new StepWork(0, 0);

  /** {@return operations for every byte: the arithmetic intensity} */
  public double flopsPerByte() {
    return flops / bytes;
  }

  StepWork plus(StepWork other) {
    return new StepWork(flops + other.flops, bytes + other.bytes);
  }

  StepWork times(double factor) {
    return new StepWork(factor * flops, factor * bytes);
  }

  /** Passes through the sources of a net. */
  private static final class Passes {
    private final NetworkSpec spec;
    private final int images;

    Passes(NetworkSpec spec, int images) {
      this.spec = spec;
      this.images = images;
    }

    /** One product of weights and activations, forward or backward. */
    private StepWork of(Layer layer) {
      double numbers =
          (double) images
              * (layer.in().channels() * (double) layer.in().positions()
                  + layer.width() * (double) layer.mid().positions());
      double weights = (double) layer.width() * layer.fanIn();
      return layer.fanIn() == 0
          ? NONE
          : new StepWork(
              2.0 * images * layer.multiplyAccumulates(), Float.BYTES * (numbers + weights));
    }

    StepWork forward() {
      StepWork work = of(spec.head());
      for (Layer layer : spec.layers()) {
        work = work.plus(of(layer));
      }
      return work;
    }

    /** Gradients in activations: the images themselves need none. */
    StepWork backward() {
      StepWork work = of(spec.head());
      for (Layer layer : spec.layers()) {
        work = layer.inputs().contains(-1) ? work : work.plus(of(layer));
      }
      return work;
    }

    /** One convolution with theta, or one gradient in theta. */
    StepWork theta() {
      StepWork work = NONE;
      for (Layer layer : spec.layers()) {
        work = layer.producer() && layer.group() >= 0 ? work.plus(of(layer)) : work;
      }
      return work;
    }
  }

  /** A training step. */
  static StepWork training(NetworkSpec spec, int images) {
    Passes passes = new Passes(spec, images);
    return passes.forward().times(2).plus(passes.backward());
  }

  static StepWork frozenForward(NetworkSpec spec, int images) {
    return new Passes(spec, images).forward();
  }

  /** What both second phases need of every image: activations and gradients. */
  private static StepWork gradients(NetworkSpec spec, int images, CurvatureMode mode) {
    Passes passes = new Passes(spec, images);
    int backward =
        switch (mode) {
          case SQRT, FISHER -> 1;
          case GGN_MC, GGN -> 1 + directions(spec, mode);
        };
    return passes.forward().plus(passes.backward().times(backward));
  }

  /** Rows that an image adds to the Gram matrix. */
  private static int directions(NetworkSpec spec, CurvatureMode mode) {
    return mode == CurvatureMode.GGN ? spec.classes() : 1;
  }

  /**
   * A step of learning theta.
   *
   * @param captured images whose activations and gradients are computed for every step, on average
   */
  static StepWork learning(NetworkSpec spec, int images, double captured, CurvatureMode mode) {
    return gradients(spec, images, mode)
        .times(captured / images)
        .plus(new Passes(spec, images).theta().times(2));
  }

  /**
   * A scoring step.
   *
   * @param candidates M
   */
  static StepWork scoring(NetworkSpec spec, int images, int candidates, CurvatureMode mode) {
    double pairs = 0.5 * candidates * (candidates + 1.0);
    double rows = (double) images * directions(spec, mode);
    return gradients(spec, images, mode)
        .plus(new Passes(spec, images).theta())
        .plus(new StepWork(2 * pairs * rows, Float.BYTES * rows * candidates));
  }
}
