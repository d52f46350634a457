package org.morphoscope.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.journal.disk.Npy;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.run.GrowthEngine.NamedArray;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.SeedState;
import org.morphoscope.run.config.SeedFile;
import org.morphoscope.text.Texts;

/**
 * The folder {@code seed} of a run that began with the weights of a file: one {@code .npy} per
 * array, so that the run does not depend on where the file was.
 */
public final class SeedFolder {
  private static final String ENDING = ".npy";
  private static final String SLOT = "slot";

  private SeedFolder() {}

  /**
   * Copies the weights into the folder of a run, before {@code run.json} is written.
   *
   * @param lock of the run's folder, taken by this process
   * @param seed what {@link #read} gives back
   * @throws JournalException in one sentence when the disk is full or may not be written
   */
  public static void write(RunLock lock, Snapshot seed) throws JournalException {
    Path target = lock.paths().seed();
    Path temporary = target.resolveSibling("seed.tmp");
    try {
      Durable.deleteTree(temporary);
      Files.createDirectory(temporary);
      for (Map.Entry<String, NamedArray> entry : seed.arrays().entrySet()) {
        if (!entry.getKey().startsWith(SLOT)) {
          NamedArray array = entry.getValue();
          Npy.write(temporary.resolve(entry.getKey() + ENDING), array.shape(), array.values());
        }
      }
      Durable.forceFolder(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      Durable.forceFolder(target.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw JournalException.unwritable(target, e);
    }
  }

  /**
   * {@return the state that a run with a seed file begins with}
   *
   * @param run folder of the run
   * @param config of the run, which has a seed file
   * @throws JournalException in one sentence when the copy is missing, damaged or another net's
   */
  public static Snapshot read(Path run, RunConfig config) throws JournalException {
    Path folder = new RunPaths(run).seed();
    SeedFile file = config.seedNet().file().orElseThrow();
    NetworkSpec spec = config.seedNet().architecture().orElseThrow();
    try {
      Map<String, NamedArray> arrays = arrays(folder);
      Snapshot seed = SeedState.of(spec, arrays);
      String found = SeedState.fingerprint(seed);
      if (!found.equals(file.fingerprint())) {
        throw damaged(folder, file, "weights with fingerprint " + found);
      }
      return seed;
    } catch (IllegalArgumentException e) {
      throw damaged(folder, file, "that " + e.getMessage());
    } catch (IOException e) {
      throw JournalException.unreadable(folder, e);
    }
  }

  private static JournalException damaged(Path folder, SeedFile file, String found) {
    return JournalException.at(
        folder,
        "",
        Texts.of("the weights of %s with fingerprint %s", file.name(), file.fingerprint()),
        found,
        "restore the folder from a copy or start a new run");
  }

  private static Map<String, NamedArray> arrays(Path folder) throws IOException {
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(entry -> entry.toString().endsWith(ENDING)).sorted().toList();
    }
    for (Path each : files) {
      Npy.Array array = Npy.read(each);
      String name = each.getFileName().toString();
      arrays.put(
          name.substring(0, name.length() - ENDING.length()),
          new NamedArray(array.shape(), array.values()));
    }
    return arrays;
  }
}
