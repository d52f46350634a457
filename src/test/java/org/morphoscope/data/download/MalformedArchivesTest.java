package org.morphoscope.data.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.malformed.Mutations;

/**
 * Malformed archives, packed ones and such whose packing is sound: unpacked or refused in one
 * sentence. {@code -Dmalformed=20000} tries more of them.
 */
class MalformedArchivesTest {
  private static final int TRIES = Integer.getInteger("malformed", 600);
  private static final long SEED = Long.getLong("malformed.seed", 1);
  private static final double MOST_SECONDS = 5;

  @TempDir Path folder;

  @Test
  void archives() throws IOException {
    TarFiles files =
        new TarFiles()
            .entry("set/", '5', 0, new byte[0])
            .entry("remark", 'x', 30, new byte[30])
            .file("set/train.bin", new byte[1300])
            .file("set/deep/test.bin", new byte[10]);
    Mutations mutations = new Mutations(SEED);
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    for (int n = 0; n < TRIES; n++) {
      byte[] bytes =
          n % 3 == 0 ? mutations.of(files.gzipped()) : TarFiles.gzip(mutations.of(files.plain()));
      Path archive = Files.write(folder.resolve("set.tar.gz"), bytes);
      Path out = Files.createDirectory(folder.resolve("out" + n));
      long start = System.nanoTime();
      try {
        TarUnpacker.unpack(archive, "set", out);
      } catch (DataFormatException e) {
        refused++;
      } catch (IOException | RuntimeException | Error e) {
        wrong.add(n + ": " + e);
      }
      if (System.nanoTime() - start > MOST_SECONDS * 1e9) {
        wrong.add(n + ": takes too long");
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(refused > TRIES / 3, refused + " refused");
  }
}
