package org.morphoscope.study;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.morphoscope.text.Texts;

/** The processors' energy over hours: asks once a minute, so that no counter goes round unseen. */
public final class EnergyWatch implements AutoCloseable {
  private final ProcessorEnergy energy;
  private final long start = System.nanoTime();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "energy");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Begins to watch.
   *
   * @param energy where it is told
   */
  public EnergyWatch(ProcessorEnergy energy) {
    this.energy = energy;
    if (energy.joules().isPresent()) {
      clock.scheduleAtFixedRate(energy::joules, 1, 1, TimeUnit.MINUTES);
    }
  }

  /** {@return a sentence with joules and watts so far; empty where nobody tells} */
  public Optional<String> sentence() {
    OptionalDouble joules = energy.joules();
    double seconds = (System.nanoTime() - start) / 1e9;
    return joules.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Texts.of(
                "The processors of this machine took %.0f J meanwhile, %.0f W in the mean, other programs included.",
                joules.getAsDouble(), joules.getAsDouble() / seconds));
  }

  @Override
  public void close() {
    clock.shutdown();
  }
}
