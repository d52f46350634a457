package org.morphoscope.data.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.data.DataFormatException;

/** Archives that are what they should be, and such that want more. */
class TarUnpackerTest {
  @TempDir Path folder;
  private Path out;
  private Path archive;

  @BeforeEach
  void makeFolders() throws IOException {
    out = Files.createDirectory(folder.resolve("out"));
    archive = folder.resolve("set.tar.gz");
  }

  private void unpack(byte[] bytes) throws IOException {
    Files.write(archive, bytes);
    TarUnpacker.unpack(archive, "set", out);
  }

  /** Refuses in one sentence and leaves nothing behind. */
  private String refusal(byte[] bytes) throws IOException {
    DataFormatException e = assertThrows(DataFormatException.class, () -> unpack(bytes));
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().startsWith(archive.toString()), e.getMessage());
    try (Stream<Path> all = Files.walk(folder)) {
      assertEquals(List.of(folder, out, archive), all.sorted().toList());
    }
    return e.getMessage();
  }

  @Test
  void filesAndFoldersComeOut() throws IOException {
    byte[] content = new byte[1300];
    Arrays.fill(content, (byte) 7);
    unpack(
        new TarFiles()
            .entry("set/", '5', 0, new byte[0])
            .entry("remark", 'x', 30, new byte[30])
            .file("set/train.bin", content)
            .file("./set/deep/test.bin", new byte[0])
            .gzipped());
    assertArrayEquals(content, Files.readAllBytes(out.resolve("set/train.bin")));
    assertEquals(0, Files.size(out.resolve("set/deep/test.bin")));
    try (Stream<Path> all = Files.list(out)) {
      assertEquals(1, all.count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil", "set/../../evil", "/etc/evil", "set/..", "other/file", "set\\..\\evil",
        "C:/evil", "set//evil", "set/. ./evil", "", "set/a\nb", "set/..."
      })
  void namesThatLeadElsewhereAreRefused(String name) throws IOException {
    byte[] bytes = new TarFiles().file("set/good", new byte[3]).file(name, new byte[3]).gzipped();
    assertTrue(refusal(bytes).contains("names inside the folder set"));
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '6', 'L', 'K', 'S'})
  void linksAndDevicesAreRefused(char type) throws IOException {
    byte[] bytes = new TarFiles().entry("set/link", type, 0, new byte[0]).gzipped();
    assertTrue(refusal(bytes).contains("files and folders only"));
  }

  @Test
  void bombsAreRefusedWithinTheLimit() throws IOException {
    byte[] bytes = new TarFiles().file("set/zeros", new byte[40 << 20]).gzipped();
    assertTrue(bytes.length < 50_000);
    assertTrue(refusal(bytes).contains("at most 16,777,216 bytes unpacked"));
    byte[] promise = new TarFiles().entry("set/a", '0', 8L << 30, new byte[0]).gzipped();
    refusal(promise);
    TarFiles many = new TarFiles();
    for (int i = 0; i <= 10_000; i++) {
      many.file("set/" + i, new byte[0]);
    }
    assertTrue(refusal(many.gzipped()).contains("at most 10000 entries"));
  }

  @Test
  void damagedArchivesAreOneSentence() throws IOException {
    byte[] whole = new TarFiles().file("set/a", new byte[700]).gzipped();
    refusal(new byte[0]);
    refusal("no archive".getBytes());
    refusal(Arrays.copyOf(whole, whole.length / 2));
    refusal(TarFiles.gzip(Arrays.copyOf(new TarFiles().file("set/a", new byte[700]).plain(), 900)));
    refusal(new TarFiles().file("set/a", new byte[1]).file("set/a", new byte[1]).gzipped());
    assertTrue(refusal(TarFiles.gzip(new byte[1024])).contains("the folder set"));
  }

  @Test
  void changedBytesGiveFilesInsideTheFolderOrOneSentence() throws IOException {
    byte[] plain =
        new TarFiles().file("set/a", new byte[700]).file("set/b/c", new byte[10]).plain();
    byte[] packed = TarFiles.gzip(plain);
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int n = 0; n < 1000; n++) {
      byte[] changed = (n % 2 == 0 ? packed : plain).clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        unpack(n % 2 == 0 ? changed : TarFiles.gzip(changed));
        TestFolders.delete(out.resolve("set"));
      } catch (DataFormatException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        refused++;
      }
      try (Stream<Path> all = Files.list(out)) {
        assertEquals(0, all.count());
      }
    }
    assertTrue(refused > 300, refused + " refused");
  }
}
