package org.morphoscope.service.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.morphoscope.journal.RunLock;
import org.morphoscope.journal.SeedFolder;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.run.GrowthEngine.Snapshot;

/** Weights of a file on the disk, for as long as they are on their way to an engine. */
public final class SeedCopy implements AutoCloseable {
  private final Path parent;

  private SeedCopy(Path parent) {
    this.parent = parent;
  }

  /**
   * {@return a copy, which is deleted when it is closed}
   *
   * @param weights that a run is to begin with
   * @throws IOException in one sentence when the disk is full or may not be written
   */
  public static SeedCopy of(Snapshot weights) throws IOException {
    SeedCopy copy = new SeedCopy(Files.createTempDirectory("morphoscope-seed"));
    try (RunLock lock = RunLock.forNew(copy.run())) {
      SeedFolder.write(lock, weights);
      return copy;
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /** {@return the folder of a run that has nothing but the weights} */
  public Path run() {
    return parent.resolve("run");
  }

  @Override
  public void close() throws IOException {
    Durable.deleteTree(parent);
  }
}
