package org.morphoscope.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.morphoscope.data.source.Sentences.rejection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.data.DataRules;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;

class IdxReaderTest {
  private static final int COUNT = 5;
  private static final int HEIGHT = 4;
  private static final int WIDTH = 3;

  @TempDir Path folder;
  private String source;
  private Path images;
  private Path labels;
  private final byte[] pixels = new byte[COUNT * HEIGHT * WIDTH];

  @BeforeEach
  void writeSmallSet() throws IOException {
    source = "idx:" + folder;
    images = folder.resolve("train-images-idx3-ubyte");
    labels = folder.resolve("train-labels-idx1-ubyte");
    new SplittableRandom(3).nextBytes(pixels);
    Files.write(images, ints(pixels, 2051, COUNT, HEIGHT, WIDTH));
    Files.write(labels, ints(new byte[] {0, 9, 3, 3, 1}, 2049, COUNT));
  }

  @Test
  void plainFilesGiveTheirPixelsAndLabels() throws IOException {
    checkSmallSet(DataSource.open(source));
    assertEquals(source, DataSource.recognise(folder));
  }

  @Test
  void compressedFilesAndOtherSpellingsGiveTheSame() throws IOException {
    String plain = DataSource.open(source).fingerprint();
    Files.write(folder.resolve("train-images.idx3-ubyte.gz"), gzip(Files.readAllBytes(images)));
    Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(Files.readAllBytes(labels)));
    Files.delete(images);
    Files.delete(labels);
    Dataset set = DataSource.open(source);
    checkSmallSet(set);
    assertEquals(plain, set.fingerprint());
  }

  @Test
  void compressionIsToldByContentNotByName() throws IOException {
    Files.move(images, folder.resolve("train-images-idx3-ubyte.gz"));
    Files.write(labels, gzip(Files.readAllBytes(labels)));
    checkSmallSet(DataSource.open(source));
  }

  @Test
  void testFilesAreReadWhenTheyAreThere() throws IOException {
    Files.copy(images, folder.resolve("t10k-images-idx3-ubyte"));
    rejection(source, "t10k-labels-idx1-ubyte", "no such file");
    Files.copy(labels, folder.resolve("t10k-labels-idx1-ubyte"));
    ImageSet test = DataSource.open(source).test().orElseThrow();
    assertArrayEquals(DataSource.open(source).train().copyOf(2), test.copyOf(2));
  }

  @Test
  void testFilesOfAnotherTaskAreRejected() throws IOException {
    Path testImages = folder.resolve("t10k-images-idx3-ubyte");
    Path testLabels = folder.resolve("t10k-labels-idx1-ubyte");
    Files.write(testImages, ints(new byte[4], 2051, 1, 2, 2));
    Files.write(testLabels, ints(new byte[] {0}, 2049, 1));
    rejection(source, "t10k-images", "4 x 3", "2 x 2");
    Files.write(testImages, ints(new byte[12], 2051, 1, HEIGHT, WIDTH));
    Files.write(testLabels, ints(new byte[] {10}, 2049, 1));
    rejection(source, "t10k-labels", "byte 8 (record 0)", "from 0 to 9", "label 10");
  }

  @Test
  void moreThanTenClassesAreCounted() throws IOException {
    Files.write(labels, ints(new byte[] {0, 26, 3, 3, 1}, 2049, COUNT));
    assertEquals(27, DataSource.open(source).classes());
  }

  @Test
  void asManyClassesAsThereAreAndEmptyOnesAreTold() throws IOException {
    Files.write(labels, ints(new byte[] {0, 1, 1, 0, 0}, 2049, COUNT));
    assertEquals(2, DataSource.open(source).classes());
    assertTrue(told().contains("Labels go from 0 to 1: 2 classes."), told());
    assertEquals(10, DataSource.open(source, DataRules.FIRST).classes());
    Files.write(labels, ints(new byte[] {0, 3, 1, 0, 0}, 2049, COUNT));
    assertEquals(4, DataSource.open(source).classes());
    assertTrue(told().contains("1 class has no pictures: class 2."), told());
    Files.write(labels, ints(new byte[COUNT], 2049, COUNT));
    rejection(source, labels.toString(), "labels of 2 classes or more", "label 0 only");
    assertEquals(1, DataSource.look(source).classes());
  }

  private String told() throws IOException {
    return String.join("\n", DataSource.open(source).notes().lines());
  }

  @Test
  void emnistIsFoundByItsNamesWithItsLettersAndWithoutAnEmptyClass() throws IOException {
    Files.move(images, folder.resolve("emnist-letters-train-images-idx3-ubyte"));
    Path letters = folder.resolve("emnist-letters-train-labels-idx1-ubyte.gz");
    Files.write(letters, gzip(ints(new byte[] {1, 2, 3, 2, 1}, 2049, COUNT)));
    Files.delete(labels);
    Files.writeString(folder.resolve("emnist-letters-mapping.txt"), "1 65 97\n2 66 98\n3 67 99\n");
    Dataset set = DataSource.open(source);
    assertEquals(List.of("A a", "B b", "C c"), set.classNames());
    assertEquals(0, set.train().label(0));
    assertEquals(2, set.train().label(2));
    assertTrue(told().contains("class 0 is label 1"), told());
    assertTrue(told().contains("rows and columns exchanged"), told());
    assertEquals("idx:" + folder, DataSource.recognise(folder));
  }

  @Test
  void severalSetsInOneFolderAreChosenByName() throws IOException {
    for (String set : List.of("emnist-digits", "emnist-mnist")) {
      Files.copy(images, folder.resolve(set + "-train-images-idx3-ubyte"));
      Files.copy(labels, folder.resolve(set + "-train-labels-idx1-ubyte"));
    }
    assertTrue(told().contains("Other sets in"), told());
    Files.delete(images);
    Files.delete(labels);
    rejection(source, "several (emnist-digits, emnist-mnist)", "?set=emnist-digits");
    assertEquals(COUNT, DataSource.open(source + "?set=mnist").train().size());
    rejection(source + "?set=letters", "those of emnist-digits, emnist-mnist");
  }

  @Test
  void labelsOfQmnistAreTheFirstOfTheirNumbers() throws IOException {
    Files.move(images, folder.resolve("qmnist-train-images-idx3-ubyte"));
    Files.delete(labels);
    ByteBuffer rows = ByteBuffer.allocate(COUNT * 8 * 4);
    for (int i = 0; i < COUNT; i++) {
      rows.putInt(i * 32, i == 1 ? 9 : 3).putInt(i * 32 + 4, 77);
    }
    Path numbers = folder.resolve("qmnist-train-labels-idx2-int");
    Files.write(numbers, ints(rows.array(), 0xc02, COUNT, 8));
    assertEquals(9, DataSource.open(source).train().label(1));
    rows.putInt(32, -5);
    Files.write(numbers, ints(rows.array(), 0xc02, COUNT, 8));
    rejection(source, numbers + ", byte 44 (record 1)", "label -5");
  }

  @Test
  void aFolderOfTheFilesNameDoesNotHideTheFile() throws IOException {
    Files.move(images, folder.resolve("train-images.idx3-ubyte"));
    Files.move(labels, folder.resolve("train-labels.idx1-ubyte"));
    Files.createDirectory(images);
    Files.createDirectory(labels);
    checkSmallSet(DataSource.open(source));
    Files.move(folder.resolve("train-images.idx3-ubyte"), images.resolve(images.getFileName()));
    Files.move(folder.resolve("train-labels.idx1-ubyte"), labels.resolve(labels.getFileName()));
    checkSmallSet(DataSource.open(source));
  }

  @Test
  void filesOneLevelDownAreFoundAndThatIsTold() throws IOException {
    String above = "idx:" + Files.createDirectory(folder.resolve("above"));
    Path below = Files.createDirectory(folder.resolve("above/mnist"));
    Files.move(images, below.resolve(images.getFileName()));
    Files.move(labels, below.resolve(labels.getFileName()));
    Dataset set = DataSource.open(above);
    checkSmallSet(set);
    assertTrue(set.notes().lines().get(0).contains("one level down, in " + below));
    assertEquals("idx:" + below, DataSource.recognise(folder.resolve("above")));
  }

  @Test
  void kagglesTablesAreReadAndTheirUnlabelledTestIsTold() throws IOException {
    Files.delete(images);
    Files.delete(labels);
    Path table = folder.resolve("train.csv");
    Files.writeString(
        table, "label,pixel0,pixel1,pixel2,pixel3\n1,0,255,7,8\r\n0,1,2,3,4\n2,5,5,5,5\n");
    Files.writeString(folder.resolve("test.csv"), "pixel0,pixel1,pixel2,pixel3\n0,255,7,8\n");
    Dataset set = DataSource.open(source);
    assertEquals(3, set.classes());
    assertArrayEquals(new byte[] {0, (byte) 255, 7, 8}, set.train().copyOf(0));
    assertEquals(1, set.train().label(0));
    assertEquals(2, set.train().width());
    assertTrue(told().contains("test.csv have no labels and were left out"), told());
    Files.writeString(folder.resolve("test.csv"), "label,pixel0,pixel1,pixel2,pixel3\n2,1,1,1,1");
    assertEquals(1, DataSource.open(source).test().orElseThrow().size());
    Files.writeString(table, "label,pixel0,pixel1,pixel2,pixel3\n1,0,256,7,8\n");
    rejection(source, table + ", line 2, column 3", "values from 0 to 255", "'256'");
    Files.writeString(table, "label,pixel0,pixel1,pixel2,pixel3\n1,0,25,7\n");
    rejection(source, table + ", line 2", "a label and 4 values", "found 4 columns");
    Files.writeString(table, "label,pixel0,pixel1,pixel2\n1,0,25,7\n");
    rejection(source, table + ", line 1", "the pixels of a square", "3 columns");
  }

  @Test
  void truncatedAndOverlongFilesAreRejected() throws IOException {
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(whole, whole.length - 1));
    rejection(source, images + ", byte 75", "60 bytes", "after 59");
    Files.write(images, Arrays.copyOf(whole, whole.length + 1));
    rejection(source, images + ", byte 76", "the end of the data", "more bytes");
    Files.write(images, Arrays.copyOf(whole, 10));
    rejection(source, images + ", byte 10", "the end of the file after 2");
    Files.write(images, new byte[0]);
    rejection(source, images + ", byte 0", "the end of the file after 0");
  }

  @Test
  void wrongHeadersAreRejected() throws IOException {
    Files.write(images, ints(pixels, 2049, COUNT, HEIGHT, WIDTH));
    rejection(source, images + ", byte 0", "magic number 2051", "found 2049");
    Files.write(images, ints(pixels, 2051, COUNT - 1, HEIGHT, WIDTH));
    rejection(source, images + ", byte 4", "5 images", "found 4 images");
    Files.write(images, ints(pixels, 2051, COUNT, 0, WIDTH));
    rejection(source, images + ", byte 8", "number of rows", "found 0");
    Files.write(images, ints(pixels, 2051, COUNT, HEIGHT, -1));
    rejection(source, images + ", byte 12", "number of columns", "found 4294967295");
    Files.write(labels, ints(new byte[COUNT], 2051, COUNT));
    rejection(source, labels + ", byte 0", "magic number 2049", "found 2051");
  }

  @Test
  void headersThatPromiseTooMuchCostNoMemory() throws IOException {
    int huge = Integer.MAX_VALUE;
    Files.write(images, ints(pixels, 2051, COUNT, huge, huge));
    rejection(source, images.toString(), "MB of pixels");
    // below the limit of memory: the bytes that follow decide
    Files.write(images, ints(pixels, 2051, COUNT, 10_000, 10_000));
    rejection(source, images.toString(), "500000000 bytes", "the end of the file after 60");
    Files.write(images, gzip(ints(pixels, 2051, COUNT, 10_000, 10_000)));
    rejection(source, images.toString(), "500000000 bytes", "the end of the file after 60");
    Files.write(labels, ints(new byte[COUNT], 2049, huge));
    rejection(source, labels.toString());
  }

  @Test
  void damagedGzipIsRejected() throws IOException {
    byte[] packed = gzip(Files.readAllBytes(images));
    byte[] cut = Arrays.copyOf(packed, packed.length - 12);
    Files.write(images, cut);
    rejection(source, images.toString(), "the end of the file");
    byte[] flipped = packed.clone();
    flipped[packed.length - 6] ^= 1; // in the checksum
    Files.write(images, flipped);
    rejection(source, images.toString(), "sound gzip data", "damaged data");
    flipped = packed.clone();
    flipped[2] = 7; // unknown method
    Files.write(images, flipped);
    rejection(source, images.toString(), "sound gzip data", "damaged data");
    Files.write(images, new byte[] {0x1f, (byte) 0x8b});
    rejection(source, images.toString(), "the end of the file");
  }

  @Test
  void missingFilesAndFoldersAreRejected() throws IOException {
    Files.delete(labels);
    rejection(source, folder.toString(), "train-labels-idx1-ubyte", "no such file");
    Files.createDirectory(labels);
    rejection(source, labels.toString(), "found a folder");
    Files.delete(images);
    rejection(source, folder.toString(), "train-images-idx3-ubyte", "no such file");
    rejection("idx:" + folder.resolve("nowhere"), "nowhere", "no such folder");
  }

  @Test
  void realFashionMnistHasTheCountsOfItsNotes() throws IOException {
    Path real = Path.of("../shared/data/fashion-mnist");
    assumeTrue(Files.isDirectory(real));
    Dataset set = DataSource.open("idx:" + real);
    assertEquals(10_000, set.train().size());
    assertEquals(2_000, set.test().orElseThrow().size());
    assertEquals(28, set.train().height());
    assertEquals(1, set.train().channels());
    assertEquals(10, set.classes());
  }

  private void checkSmallSet(Dataset set) {
    ImageSet train = set.train();
    assertEquals(COUNT, train.size());
    assertEquals(HEIGHT, train.height());
    assertEquals(WIDTH, train.width());
    assertEquals(1, train.channels());
    assertEquals(10, set.classes());
    assertFalse(set.flipMakesSense());
    assertEquals(9, train.label(1));
    assertArrayEquals(
        Arrays.copyOfRange(pixels, 3 * HEIGHT * WIDTH, 4 * HEIGHT * WIDTH), train.copyOf(3));
  }

  private static byte[] ints(byte[] body, int... header) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * header.length + body.length);
    for (int number : header) {
      buffer.putInt(number);
    }
    return buffer.put(body).array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
