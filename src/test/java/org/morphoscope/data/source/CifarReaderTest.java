package org.morphoscope.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.morphoscope.data.source.Sentences.rejection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.data.Dataset;

class CifarReaderTest {
  @TempDir Path folder;

  @Test
  void pixelsComeOutChannelsLastAndLabelsInOrder() throws IOException {
    byte[] records = records(3, 1, 10);
    Files.write(folder.resolve("data_batch_1.bin"), records);
    Dataset set = DataSource.open("cifar10:" + folder);
    assertEquals("cifar10", set.name());
    assertEquals(3, set.train().size());
    assertEquals(10, set.classes());
    assertTrue(set.flipMakesSense());
    assertFalse(set.test().isPresent());
    assertEquals("frog", set.classNames().get(6));
    for (int i = 0; i < 3; i++) {
      assertEquals(records[i * 3073], set.train().label(i));
      byte[] image = set.train().copyOf(i);
      for (int c = 0; c < 3; c++) {
        for (int p = 0; p < 1024; p++) {
          assertEquals(records[i * 3073 + 1 + c * 1024 + p], image[p * 3 + c]);
        }
      }
    }
  }

  @Test
  void batchesThatExistAreReadInNumberOrderThroughLinksToo() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.write(elsewhere.resolve("two"), records(2, 1, 10));
    Files.createSymbolicLink(data.resolve("data_batch_2.bin"), elsewhere.resolve("two"));
    Files.write(data.resolve("data_batch_5.bin"), records(4, 1, 10));
    Files.write(data.resolve("test_batch.bin"), records(1, 1, 10));
    Files.writeString(data.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
    Path link = Files.createSymbolicLink(folder.resolve("link"), data);
    Dataset set = DataSource.open("cifar10:" + link);
    assertEquals(6, set.train().size());
    assertEquals(1, set.test().orElseThrow().size());
    assertArrayEquals(set.train().copyOf(0), set.test().orElseThrow().copyOf(0));
    assertEquals("j", set.classNames().get(9));
  }

  @Test
  void fineLabelsAreTheClassesOfCifar100() throws IOException {
    byte[] records = records(2, 2, 100);
    records[1] = 99;
    Files.write(folder.resolve("train.bin"), records);
    Dataset set = DataSource.open("cifar100:" + folder);
    assertEquals(99, set.train().label(0));
    assertEquals(100, set.classes());
    assertEquals("class 99", set.classNames().get(99));
    assertEquals(records[2], set.train().copyOf(0)[0]);
  }

  @Test
  void fingerprintDependsOnPixelsAndLabels() throws IOException {
    byte[] records = records(3, 1, 10);
    Path file = folder.resolve("data_batch_1.bin");
    Files.write(file, records);
    String first = DataSource.open("cifar10:" + folder).fingerprint();
    assertEquals(first, DataSource.open("cifar10:" + folder).fingerprint());
    records[5000]++;
    Files.write(file, records);
    String pixelChanged = DataSource.open("cifar10:" + folder).fingerprint();
    records[5000]--;
    records[0] = (byte) (9 - records[0]);
    Files.write(file, records);
    String labelChanged = DataSource.open("cifar10:" + folder).fingerprint();
    assertNotEquals(first, pixelChanged);
    assertNotEquals(first, labelChanged);
  }

  @Test
  void truncatedEmptyAndWrongFilesAreRejectedInOneSentence() throws IOException {
    Path file = folder.resolve("data_batch_1.bin");
    byte[] records = records(2, 1, 10);
    Files.write(file, Arrays.copyOf(records, 5000));
    rejection("cifar10:" + folder, file + ", byte 3073 (record 1)", "3073 bytes", "only 1927");
    Files.write(file, new byte[0]);
    rejection("cifar10:" + folder, file.toString(), "an empty file");
    records[3073] = 10;
    Files.write(file, records);
    rejection("cifar10:" + folder, "byte 3073 (record 1)", "from 0 to 9", "label 10");
    records[3073] = (byte) 255;
    Files.write(file, records);
    rejection("cifar10:" + folder, "byte 3073 (record 1)", "label 255");
    Files.delete(file);
    rejection("cifar10:" + folder, folder.toString(), "data_batch_1.bin", "none of them");
    Files.createDirectory(file);
    rejection("cifar10:" + folder, file.toString(), "found a folder");
  }

  @Test
  void cifar100IsNotTakenForCifar10AndTheOtherWayRound() throws IOException {
    Files.write(folder.resolve("train.bin"), records(2, 1, 10));
    rejection("cifar100:" + folder, "byte 3074 (record 1)", "3074 bytes", "only 3072");
    byte[] records = records(1, 2, 100);
    records[1] = 100;
    Files.write(folder.resolve("train.bin"), records);
    rejection("cifar100:" + folder, "byte 1 (record 0)", "from 0 to 99", "label 100");
    Files.delete(folder.resolve("train.bin"));
    rejection("cifar100:" + folder, "train.bin", "no such file");
  }

  @Test
  void foldersThatAreNoFoldersAreRejectedInOneSentence() throws IOException {
    rejection("cifar10:" + folder.resolve("nowhere"), "nowhere", "no such folder");
    Path file = Files.write(folder.resolve("data_batch_1.bin"), records(1, 1, 10));
    rejection(
        "cifar10:" + file,
        file.toString(),
        "found one file of records",
        "the folder that holds it");
  }

  @Test
  void wrongNumberOfClassNamesIsRejected() throws IOException {
    Files.write(folder.resolve("data_batch_1.bin"), records(1, 1, 10));
    Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\n");
    rejection("cifar10:" + folder, "batches.meta.txt", "10 class names", "2 names");
  }

  @Test
  void realCifar10HasTheCountsOfItsNotes() throws IOException {
    Path real = Path.of("../shared/data/cifar-10-batches-bin");
    assumeTrue(Files.isDirectory(real));
    Dataset set = DataSource.open("cifar10:" + real);
    assertEquals(20_000, set.train().size());
    assertEquals(5_000, set.test().orElseThrow().size());
    assertEquals("airplane", set.classNames().get(0));
  }

  @Test
  void realCifar100HasTheCountsOfItsNotes() throws IOException {
    Path real = Path.of("../shared/data/cifar-100-binary");
    assumeTrue(Files.isDirectory(real));
    Dataset set = DataSource.open("cifar100:" + real);
    assertEquals(5_000, set.train().size());
    assertEquals(1_000, set.test().orElseThrow().size());
    int[] perClass = new int[100];
    for (int i = 0; i < 5_000; i++) {
      perClass[set.train().label(i)]++;
    }
    for (int count : perClass) {
      assertEquals(50, count);
    }
  }

  /** Records with seeded pixels and labels 0 .. classes-1. */
  private static byte[] records(int count, int labelBytes, int classes) {
    SplittableRandom random = new SplittableRandom(7);
    int length = labelBytes + 3072;
    byte[] records = new byte[count * length];
    random.nextBytes(records);
    for (int r = 0; r < count; r++) {
      for (int l = 0; l < labelBytes; l++) {
        records[r * length + l] = (byte) random.nextInt(classes);
      }
    }
    return records;
  }
}
