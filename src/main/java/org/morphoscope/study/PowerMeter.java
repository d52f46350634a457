package org.morphoscope.study;

import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/** Mean power of the processors while something is done, again and again. */
final class PowerMeter {
  private final ProcessorEnergy energy;
  private double joules;
  private double seconds;

  /**
   * @param energy where it is told
   */
  PowerMeter(ProcessorEnergy energy) {
    this.energy = energy;
  }

  /** Does the work with the counters read before and behind it; returns what it returns. */
  double during(DoubleSupplier work) {
    OptionalDouble before = energy.joules();
    long start = System.nanoTime();
    double result = work.getAsDouble();
    seconds += (System.nanoTime() - start) / 1e9;
    OptionalDouble after = energy.joules();
    joules += after.isPresent() ? after.getAsDouble() - before.orElse(Double.NaN) : Double.NaN;
    return result;
  }

  /** Watts in the mean of all work so far; empty where nobody tells. */
  OptionalDouble watts() {
    double watts = joules / seconds;
    return Double.isFinite(watts) ? OptionalDouble.of(watts) : OptionalDouble.empty();
  }
}
