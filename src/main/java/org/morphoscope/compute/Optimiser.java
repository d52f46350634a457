package org.morphoscope.compute;

import java.util.ArrayList;
import java.util.List;
import org.morphoscope.compute.kernels.Kernels;

/**
 * SGD with momentum, or Adam, over a net's trainable numbers. Weight decay acts on filters and the
 * head's weights only, not on gamma, beta and biases, which it would pull away from their scale.
 */
public final class Optimiser implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final Kind kind;

  /** Of SGD; Adam has its own two. */
  private final double momentum;

  /** Added to the gradient as {@code decay w} (not decoupled). */
  private final double weightDecay;

  /** By slot and layer: SGD's velocity, or Adam's m and v. */
  private final List<List<LayerGradient>> slots = new ArrayList<>();

  /** Steps taken over all rounds, for Adam's bias correction. */
  private long steps;

  /** The update rule. Slots are as checkpoints number them: SGD's velocity, or Adam's m and v. */
  public enum Kind {
    /** Stochastic gradient descent with momentum: one slot. */
    SGD(1),
    /** Adam: two slots, the first and the second moment. */
    ADAM(2);

    private final int slots;

    Kind(int slots) {
      this.slots = slots;
    }

    /** {@return the number of remembered values per trainable number} */
    public int slots() {
      return slots;
    }
  }

  /**
   * Memory on the device for filters, on the host for numbers per channel.
   *
   * @param kind which method
   * @param momentum 0 to 1
   * @param weightDecay per step, before the rate
   * @param network the net; stays the caller's and open as long as this is used
   * @param kernels of the calling thread
   * @param state memory to go on with; its slots must fit the net
   */
  public Optimiser(
      Kind kind,
      double momentum,
      double weightDecay,
      Network network,
      Kernels kernels,
      OptimiserState state) {
    this.kind = kind;
    this.momentum = momentum;
    this.weightDecay = weightDecay;
    this.network = network;
    this.kernels = kernels;
    this.steps = state.steps();
    for (int s = 0; s < kind.slots(); s++) {
      List<LayerGradient> slot = new ArrayList<>();
      for (int l = 0; l < network.layers().size(); l++) {
        NetworkLayer layer = network.layer(l);
        LayerGradient memory = LayerGradient.like(layer, kernels);
        LayerWeights numbers = state.slots().get(s).layers().get(l);
        if (memory.weight() != null) {
          kernels.upload(numbers.weight(), memory.weight());
        }
        System.arraycopy(numbers.gamma(), 0, memory.gamma(), 0, memory.gamma().length);
        System.arraycopy(numbers.beta(), 0, memory.beta(), 0, memory.beta().length);
        System.arraycopy(numbers.bias(), 0, memory.bias(), 0, memory.bias().length);
        slot.add(memory);
      }
      slots.add(slot);
    }
  }

  /**
   * {@return the memory before the first step: zeros in the shapes of the weights}
   *
   * @param kind which method, for the number of slots
   * @param weights numbers of the net, for the shapes
   */
  public static OptimiserState fresh(Kind kind, Weights weights) {
    List<Weights> slots = new ArrayList<>();
    for (int s = 0; s < kind.slots(); s++) {
      slots.add(weights.zeros());
    }
    return new OptimiserState(slots, 0);
  }

  /**
   * One step against the gradients of a pass, of the mean loss over its batch. On the calling
   * thread, when no shard runs: it changes what all shards read.
   *
   * @param pass whose backward has just run
   * @param rate learning rate of this step
   */
  public void step(TrainingPass pass, double rate) {
    steps++;
    for (int l = 0; l < network.layers().size(); l++) {
      NetworkLayer layer = network.layer(l);
      LayerGradient gradient = pass.gradients().get(l);
      LayerGradient first = slots.get(0).get(l);
      if (kind == Kind.SGD) {
        if (layer.weight != null) {
          kernels.momentumStep(
              layer.weight, gradient.weight(), first.weight(), rate, momentum, weightDecay);
        }
        sgd(layer.gamma, gradient.gamma(), first.gamma(), rate);
        sgd(layer.beta, gradient.beta(), first.beta(), rate);
        sgd(layer.bias, gradient.bias(), first.bias(), rate);
      } else {
        LayerGradient second = slots.get(1).get(l);
        Adam adam = Adam.step(rate, steps);
        if (layer.weight != null) {
          adam.apply(
              kernels,
              layer.weight,
              gradient.weight(),
              first.weight(),
              second.weight(),
              weightDecay);
        }
        adam.apply(layer.gamma, gradient.gamma(), first.gamma(), second.gamma());
        adam.apply(layer.beta, gradient.beta(), first.beta(), second.beta());
        adam.apply(layer.bias, gradient.bias(), first.bias(), second.bias());
      }
    }
  }

  /**
   * Adds the slope of an L1 penalty, {@code strength sign(gamma)}, to the gradients of a pass
   * before its step.
   *
   * @param pass whose backward has just run
   * @param strength per layer and channel; empty for a layer without a penalty
   */
  public void penaliseGamma(TrainingPass pass, double[][] strength) {
    for (int l = 0; l < strength.length; l++) {
      double[] gamma = network.layer(l).gamma;
      double[] gradient = pass.gradients().get(l).gamma();
      for (int c = 0; c < Math.min(gamma.length, strength[l].length); c++) {
        gradient[c] += strength[l][c] * Math.signum(gamma[c]);
      }
    }
  }

  /**
   * {@code velocity = momentum velocity + g}, {@code w -= rate velocity}; without weight decay. On
   * the host: one number per channel.
   */
  private void sgd(double[] w, double[] g, double[] velocity, double rate) {
    for (int i = 0; i < w.length; i++) {
      velocity[i] = momentum * velocity[i] + g[i];
      w[i] -= rate * velocity[i];
    }
  }

  /** {@return the number of steps taken so far, those before a checkpoint too} */
  public long steps() {
    return steps;
  }

  /**
   * {@return a copy of the memory on the host} Running statistics have no memory: their places are
   * zeros.
   */
  public OptimiserState download() {
    List<Weights> copies = new ArrayList<>();
    for (List<LayerGradient> slot : slots) {
      List<LayerWeights> layers = new ArrayList<>();
      for (int l = 0; l < slot.size(); l++) {
        // zeros in the layer's shapes, filled below
        LayerWeights like = network.layer(l).download(kernels).zeros();
        LayerGradient memory = slot.get(l);
        if (memory.weight() != null) {
          kernels.download(memory.weight(), like.weight());
        }
        System.arraycopy(memory.gamma(), 0, like.gamma(), 0, like.gamma().length);
        System.arraycopy(memory.beta(), 0, like.beta(), 0, like.beta().length);
        System.arraycopy(memory.bias(), 0, like.bias(), 0, like.bias().length);
        layers.add(like);
      }
      copies.add(new Weights(layers));
    }
    return new OptimiserState(copies, steps);
  }

  @Override
  public void close() {
    slots.forEach(slot -> slot.forEach(LayerGradient::close));
  }
}
