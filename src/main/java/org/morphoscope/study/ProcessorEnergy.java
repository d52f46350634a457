package org.morphoscope.study;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the processors of this machine have taken since this was made, by their own counters: RAPL,
 * as Linux shows it below {@code /sys/class/powercap}. All programs on the machine are in it,
 * memory and cards are not. Where the system has no such counters, or lets nobody read them, there
 * is no number. Safe to share between threads.
 */
public final class ProcessorEnergy {
  private static final Path POWERCAP = Path.of("/sys/class/powercap");
  private static final double JOULES_PER_COUNT = 1e-6;

  private final List<Counter> counters;
  private double joules;

  /** The counter of one processor, which begins again at 0 beyond its range. */
  private static final class Counter {
    private final Path file;
    private final long range;
    private long last;

    Counter(Path zone) throws IOException {
      file = zone.resolve("energy_uj");
      range = number(zone.resolve("max_energy_range_uj"));
      last = number(file);
    }

    /** Counts since the last call, of at most one range. */
    long more() throws IOException {
      long now = number(file);
      long more = now >= last ? now - last : range - last + now;
      last = now;
      return more;
    }

    private static long number(Path file) throws IOException {
      try {
        return Long.parseLong(Files.readString(file).strip());
      } catch (NumberFormatException e) {
        throw new IOException(file + ": expected a whole number", e);
      }
    }
  }

  private ProcessorEnergy(List<Counter> counters) {
    this.counters = counters;
  }

  /** {@return the energy of this machine's processors from now on} */
  public static ProcessorEnergy ofThisMachine() {
    return of(POWERCAP);
  }

  /**
   * {@return the energy of all processors that such a folder knows, from now on}
   *
   * @param powercap folder of zones, each with {@code name}, {@code energy_uj} and {@code
   *     max_energy_range_uj}; may be missing
   */
  static ProcessorEnergy of(Path powercap) {
    List<Counter> counters = new ArrayList<>();
    // whole processors only: cores and memory are zones within them, with a second colon
    try (DirectoryStream<Path> zones = Files.newDirectoryStream(powercap, "intel-rapl:[0-9]*")) {
      for (Path zone : zones) {
        boolean whole = zone.getFileName().toString().chars().filter(c -> c == ':').count() == 1;
        if (whole && Files.readString(zone.resolve("name")).startsWith("package")) {
          counters.add(new Counter(zone));
        }
      }
    } catch (IOException e) {
      // no such folder, or counters for the administrator alone, as is usual: no number then, since
      // that of some of the processors would be wrong
      counters.clear();
    }
    return new ProcessorEnergy(counters);
  }

  /**
   * {@return joules since this was made; empty where nobody tells} To be asked more often than the
   * counters go round, which takes a quarter of an hour at least.
   */
  public synchronized OptionalDouble joules() {
    try {
      for (Counter counter : counters) {
        joules += JOULES_PER_COUNT * counter.more();
      }
    } catch (IOException e) {
      counters.clear();
    }
    return counters.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(joules);
  }
}
