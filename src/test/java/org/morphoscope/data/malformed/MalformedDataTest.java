package org.morphoscope.data.malformed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.picture.PictureException;
import org.morphoscope.data.picture.PictureReader;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.journal.disk.JournalException;
import org.morphoscope.journal.disk.Npy;

/**
 * Malformed files of every kind: each is read or refused with the one type of exception that its
 * reader announces, in a few seconds and, where Java has 1 GB, within it.
 *
 * <p>{@code -Dmalformed=20000} tries so many in place of the few of the daily build, and {@code
 * -Dmalformed.seed} others.
 */
class MalformedDataTest {
  private static final int TRIES = Integer.getInteger("malformed", 600);
  private static final long SEED = Long.getLong("malformed.seed", 1);
  private static final double MOST_SECONDS = 5;

  @TempDir Path folder;

  private final List<String> wrong = new ArrayList<>();
  private int refused;
  private int tried;

  /** Reads a file; what it throws is judged. */
  private interface Reading {
    void run() throws Exception;
  }

  private void attempt(String what, Reading reading, Class<?> announced) {
    long start = System.nanoTime();
    tried++;
    try {
      reading.run();
    } catch (Throwable e) {
      refused++;
      if (!announced.isInstance(e)) {
        wrong.add(what + ": " + e);
      } else if (e.getMessage() == null || !e.getMessage().contains("expected ")) {
        wrong.add(what + ": no sentence: " + e.getMessage());
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (seconds > MOST_SECONDS) {
      wrong.add("%s: %.1f s".formatted(what, seconds));
    }
  }

  private void finish(int least) {
    assertEquals(List.of(), wrong);
    assertTrue(refused >= least, refused + " of " + tried + " refused");
  }

  @Test
  void pictures() throws IOException {
    Map<String, byte[]> whole = WholeFiles.pictures();
    PictureReader reader = new PictureReader();
    byte[] pixels = new byte[32 * 32 * 3];
    Mutations mutations = new Mutations(SEED);
    while (tried < TRIES) {
      for (Map.Entry<String, byte[]> each : whole.entrySet()) {
        Path file = folder.resolve(each.getKey());
        Files.write(file, mutations.of(each.getValue()));
        attempt(
            each.getKey() + " " + tried,
            () -> reader.read(file, 32, pixels, 0),
            PictureException.class);
      }
    }
    finish(tried / 4);
  }

  @Test
  void setsInFolders() throws IOException {
    Map<String, Map<String, byte[]>> sets = new LinkedHashMap<>();
    byte[] images = WholeFiles.idxImages();
    sets.put(
        "idx",
        Map.of(
            "train-images-idx3-ubyte", images, "train-labels-idx1-ubyte", WholeFiles.idxLabels()));
    sets.put(
        "idx:gz",
        Map.of(
            "train-images-idx3-ubyte.gz", WholeFiles.gzip(images),
            "train-labels-idx1-ubyte.gz", WholeFiles.gzip(WholeFiles.idxLabels())));
    sets.put(
        "idx:qmnist",
        Map.of(
            "qmnist-train-images-idx3-ubyte",
            images,
            "qmnist-train-labels-idx2-int",
            WholeFiles.qmnistLabels()));
    sets.put("idx:table", Map.of("train.csv", WholeFiles.table()));
    sets.put("cifar10", Map.of("data_batch_1.bin", WholeFiles.cifar(1)));
    sets.put("cifar100", Map.of("train.bin", WholeFiles.cifar(2)));
    Mutations mutations = new Mutations(SEED + 1);
    while (tried < TRIES) {
      for (Map.Entry<String, Map<String, byte[]>> set : sets.entrySet()) {
        Path here = Files.createDirectories(folder.resolve(set.getKey().replace(':', '-')));
        List<String> files = new ArrayList<>(set.getValue().keySet());
        String changed = files.get(tried / sets.size() % files.size());
        for (String file : files) {
          byte[] bytes = set.getValue().get(file);
          Files.write(here.resolve(file), file.equals(changed) ? mutations.of(bytes) : bytes);
        }
        String name = set.getKey().split(":")[0] + ":" + here;
        attempt(name + " " + tried, () -> DataSource.open(name), DataFormatException.class);
      }
    }
    finish(tried / 4);
  }

  @Test
  void filesInPlaceOfFolders() throws IOException {
    Map<String, byte[]> whole = new LinkedHashMap<>(WholeFiles.pictures());
    whole.put("set.tar.gz", WholeFiles.gzip(new byte[2048]));
    whole.put("set.npy", WholeFiles.npy());
    whole.put("set.zip", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
    Mutations mutations = new Mutations(SEED + 2);
    while (tried < TRIES) {
      for (Map.Entry<String, byte[]> each : whole.entrySet()) {
        Path file = Files.write(folder.resolve(each.getKey()), mutations.of(each.getValue()));
        attempt(
            each.getKey() + " " + tried,
            () -> DataSource.open(file.toString()),
            DataFormatException.class);
      }
    }
    finish(tried);
  }

  @Test
  void arrays() throws IOException {
    Mutations mutations = new Mutations(SEED + 3);
    Path file = folder.resolve("a.npy");
    while (tried < TRIES) {
      Files.write(file, mutations.of(WholeFiles.npy()));
      attempt("npy " + tried, () -> Npy.read(file), JournalException.class);
    }
    finish(tried / 4);
  }
}
