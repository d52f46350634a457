package org.morphoscope.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Energy by counters in a folder like the system's. */
class ProcessorEnergyTest {
  @TempDir private Path powercap;

  private void zone(String folder, String name, long count) throws IOException {
    Path zone = Files.createDirectories(powercap.resolve(folder));
    Files.writeString(zone.resolve("name"), name + "\n");
    Files.writeString(zone.resolve("max_energy_range_uj"), "65532610987\n");
    count(folder, count);
  }

  private void count(String folder, long count) throws IOException {
    Files.writeString(powercap.resolve(folder).resolve("energy_uj"), count + "\n");
  }

  @Test
  void packagesAreAddedUpWithoutTheZonesWithinThem() throws IOException {
    Files.createDirectories(powercap.resolve("intel-rapl"));
    zone("intel-rapl:0", "package-0", 1_000_000);
    zone("intel-rapl:0:0", "core", 0);
    zone("intel-rapl:1", "package-1", 5_000_000);
    zone("intel-rapl:2", "psys", 0);
    ProcessorEnergy energy = ProcessorEnergy.of(powercap);
    assertEquals(0, energy.joules().getAsDouble());
    count("intel-rapl:0", 3_500_000);
    count("intel-rapl:0:0", 900_000_000);
    count("intel-rapl:1", 6_000_000);
    count("intel-rapl:2", 900_000_000);
    assertEquals(3.5, energy.joules().getAsDouble(), 1e-12);
    assertEquals(3.5, energy.joules().getAsDouble(), 1e-12);
  }

  @Test
  void aCounterThatGoesRoundGoesOn() throws IOException {
    zone("intel-rapl:0", "package-0", 65_532_000_000L);
    ProcessorEnergy energy = ProcessorEnergy.of(powercap);
    count("intel-rapl:0", 389_013);
    assertEquals(1, energy.joules().getAsDouble(), 1e-12);
    count("intel-rapl:0", 1_389_013);
    assertEquals(2, energy.joules().getAsDouble(), 1e-12);
  }

  @Test
  void whereNobodyTellsThereIsNoNumber() throws IOException {
    assertEquals(OptionalDouble.empty(), ProcessorEnergy.of(powercap.resolve("none")).joules());
    assertEquals(OptionalDouble.empty(), ProcessorEnergy.of(powercap).joules());
    zone("intel-rapl:0", "package-0", 0);
    zone("intel-rapl:1", "package-1", 0);
    ProcessorEnergy energy = ProcessorEnergy.of(powercap);
    assertTrue(energy.joules().isPresent());
    Files.writeString(powercap.resolve("intel-rapl:1/energy_uj"), "nothing");
    assertEquals(OptionalDouble.empty(), energy.joules());
    assertEquals(OptionalDouble.empty(), ProcessorEnergy.of(powercap).joules());
    try (EnergyWatch watch = new EnergyWatch(energy)) {
      assertEquals(Optional.empty(), watch.sentence());
    }
    PowerMeter meter = new PowerMeter(energy);
    assertEquals(7, meter.during(() -> 7));
    assertEquals(OptionalDouble.empty(), meter.watts());
  }

  @Test
  void powerIsThatOfTheWorkAlone() throws IOException {
    zone("intel-rapl:0", "package-0", 0);
    PowerMeter meter = new PowerMeter(ProcessorEnergy.of(powercap));
    count("intel-rapl:0", 1_000_000_000);
    meter.during(() -> 0);
    assertEquals(0, meter.watts().getAsDouble());
    meter.during(this::takeAJoule);
    assertTrue(meter.watts().getAsDouble() > 0);
  }

  private double takeAJoule() {
    try {
      count("intel-rapl:0", 1_001_000_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }

  @Test
  void aWatchTellsOneSentence() throws IOException {
    zone("intel-rapl:0", "package-0", 0);
    try (EnergyWatch watch = new EnergyWatch(ProcessorEnergy.of(powercap))) {
      count("intel-rapl:0", 12_345_000_000L);
      assertTrue(watch.sentence().orElseThrow().contains(" took 12345 J meanwhile, "));
    }
  }
}
