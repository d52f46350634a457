package org.morphoscope.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.data.Augmentation;
import org.morphoscope.data.BatchFiller;
import org.morphoscope.data.ChannelStatistics;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.EqualImages;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.Normalisation;
import org.morphoscope.data.PixelSink;

/** Sets that are too large for the memory: here everything above a hundred bytes is. */
class LargeSetTest {
  private static final int COUNT = 300;
  private static final int SIDE = 9;

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty(PixelSink.LIMIT);
  }

  private static Dataset onDisk(String name) throws DataFormatException {
    System.setProperty(PixelSink.LIMIT, "100");
    try {
      return DataSource.open(name);
    } finally {
      System.clearProperty(PixelSink.LIMIT);
    }
  }

  @Test
  void anIdxFileIsReadWhereItLies() throws IOException {
    writeIdx(false, 0);
    assertSame("idx:" + folder);
  }

  @Test
  void aCompressedIdxFileIsUnpackedToTheDisk() throws IOException {
    writeIdx(true, 0);
    assertSame("idx:" + folder);
  }

  @Test
  void decodedPicturesGoToTheDiskWithoutTheDamagedOnes() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 40; i++) {
      Path file = Files.createDirectories(folder.resolve("class" + i % 3)).resolve(i + ".png");
      BufferedImage picture = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
      for (int p = 0; p < 144; p++) {
        picture.setRGB(p % 12, p / 12, random.nextInt(1 << 24));
      }
      ImageIO.write(picture, "png", file.toFile());
    }
    Files.writeString(folder.resolve("class1").resolve("1.png"), "no picture");
    Files.writeString(folder.resolve("class0").resolve("39.png"), "no picture");
    assertSame("images:" + folder + "?damaged=skip");
  }

  @Test
  void aCutOrALongerFileIsRefusedAsInMemory() throws IOException {
    for (int more : new int[] {-7, 5}) {
      writeIdx(false, more);
      DataFormatException inMemory =
          assertThrows(DataFormatException.class, () -> DataSource.open("idx:" + folder));
      DataFormatException large =
          assertThrows(DataFormatException.class, () -> onDisk("idx:" + folder));
      assertEquals(inMemory.getMessage(), large.getMessage());
    }
  }

  @Test
  void aCutCompressedFileSaysHowMuchCame() throws IOException {
    writeIdx(false, -7);
    for (String part : new String[] {"train", "t10k"}) {
      Path plain = folder.resolve(part + "-images-idx3-ubyte");
      write(plain.resolveSibling(plain.getFileName() + ".gz"), Files.readAllBytes(plain), true);
      Files.delete(plain);
    }
    DataFormatException cut =
        assertThrows(DataFormatException.class, () -> onDisk("idx:" + folder));
    int whole = COUNT * SIDE * SIDE;
    assertTrue(
        cut.getMessage().contains(whole + " bytes here")
            && cut.getMessage().contains("the end of the file after " + (whole - 7)),
        cut.getMessage());
  }

  @Test
  void nothingIsLeftOfACopy() throws IOException {
    writeIdx(true, 0);
    Path cache = Path.of(System.getProperty("user.home"), ".morphoscope", "cache");
    onDisk("idx:" + folder);
    if (Files.isDirectory(cache)) {
      try (var files = Files.list(cache)) {
        assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith("pixels-")));
      }
    }
  }

  @Test
  void aSetThatTheDiskHasNoRoomForIsRefusedBeforeItIsRead() {
    DataFormatException refused =
        assertThrows(
            DataFormatException.class,
            () -> PixelSink.of(folder, Integer.MAX_VALUE, 1 << 24).close());
    assertTrue(refused.getMessage().contains("make room there"), refused.getMessage());
  }

  /** The same images, statistics, equal pictures and augmented batches as in memory. */
  private static void assertSame(String name) throws DataFormatException {
    Dataset memory = DataSource.open(name);
    Dataset disk = onDisk(name);
    assertFalse(memory.train().onDisk());
    assertTrue(disk.train().onDisk());
    assertEquals(memory.fingerprint(), disk.fingerprint());
    assertEquals(memory.notes().lines().size() + 1, disk.notes().lines().size());
    assertTrue(disk.notes().lines().stream().anyMatch(line -> line.contains("from the disk")));
    assertEquals(EqualImages.of(memory), EqualImages.of(disk));
    int[] some = {5, 3, 5, 20};
    assertEquals(
        ChannelStatistics.of(memory.train().subset(some)),
        ChannelStatistics.of(disk.train().subset(some)));
    assertArrayEquals(memory.train().copyOf(7), disk.train().copyOf(7));
    assertArrayEquals(batches(memory.train()), batches(disk.train()));
  }

  /** An epoch in a shuffled order, filled by two threads as a team does. */
  private static float[] batches(ImageSet set) {
    BatchFiller filler = new BatchFiller(Normalisation.of(set));
    int[] images = IntStream.range(0, set.size()).map(i -> (i * 7 + 3) % set.size()).toArray();
    float[] all = new float[set.size() * set.imageLength()];
    int batch = 10;
    IntStream.range(0, set.size() / batch)
        .parallel()
        .forEach(
            b -> {
              float[] out = new float[batch * set.imageLength()];
              filler.fill(
                  set,
                  images,
                  b * batch,
                  batch,
                  new Augmentation(2, true),
                  image -> new SplittableRandom(image),
                  out,
                  new int[batch]);
              System.arraycopy(out, 0, all, b * out.length, out.length);
            });
    return all;
  }

  private void writeIdx(boolean packed, int more) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    byte[] pixels = new byte[COUNT * SIDE * SIDE];
    random.nextBytes(pixels);
    System.arraycopy(pixels, 0, pixels, 50 * SIDE * SIDE, SIDE * SIDE); // equal pictures
    byte[] labels = new byte[COUNT];
    for (int i = 0; i < COUNT; i++) {
      labels[i] = (byte) (i % 4);
    }
    ByteBuffer images = ByteBuffer.allocate(16 + pixels.length);
    images.putInt(0x803).putInt(COUNT).putInt(SIDE).putInt(SIDE).put(pixels);
    ByteBuffer classes = ByteBuffer.allocate(8 + COUNT).putInt(0x801).putInt(COUNT).put(labels);
    for (String part : new String[] {"train", "t10k"}) {
      write(folder.resolve(part + "-labels-idx1-ubyte"), classes.array(), false);
      Path file = folder.resolve(part + "-images-idx3-ubyte" + (packed ? ".gz" : ""));
      write(file, images.array(), packed);
      if (more != 0) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          if (more < 0) {
            channel.truncate(images.capacity() + more);
          } else {
            channel.write(ByteBuffer.allocate(more), images.capacity());
          }
        }
      }
    }
  }

  private static void write(Path file, byte[] bytes, boolean packed) throws IOException {
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = packed ? new GZIPOutputStream(raw) : raw) {
      out.write(bytes);
    }
  }
}
