package org.morphoscope.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures in folders of their classes, good ones and such that lie. */
class ImageFolderReaderTest {
  @TempDir Path folder;

  /** A picture with red from left to right, green from top to bottom. */
  private static BufferedImage ramp(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xff000000 | 255 * x / width << 16 | 255 * y / height << 8 | 0x40);
      }
    }
    return image;
  }

  private Path save(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    String format = name.substring(name.lastIndexOf('.') + 1);
    assertTrue(ImageIO.write(image, format, file.toFile()), name);
    return file;
  }

  private Dataset open(String option) throws DataFormatException {
    return DataSource.open("images:" + folder + option);
  }

  private String refusal() {
    DataFormatException e = assertThrows(DataFormatException.class, () -> open(""));
    Sentences.check(e);
    return e.getMessage();
  }

  @Test
  void classesAndPicturesComeInTheOrderOfTheirNames() throws IOException {
    save("zebra/b.png", ramp(40, 40, BufferedImage.TYPE_INT_RGB));
    save("ant/2.png", ramp(32, 32, BufferedImage.TYPE_INT_RGB));
    save("ant/1.jpg", ramp(64, 48, BufferedImage.TYPE_INT_RGB));
    save("ant/3.gif", ramp(100, 20, BufferedImage.TYPE_INT_RGB));
    save("ant/4.bmp", ramp(9, 9, BufferedImage.TYPE_INT_RGB));
    Files.writeString(folder.resolve("ant/Thumbs.db"), "no picture");
    Files.writeString(folder.resolve("ant/.hidden.png"), "no picture");
    Dataset data = open("");
    assertEquals(List.of("ant", "zebra"), data.classNames());
    assertEquals(5, data.train().size());
    assertEquals(0, data.train().label(3));
    assertEquals(1, data.train().label(4));
    assertEquals(32, data.train().height());
    assertEquals(3, data.train().channels());
    assertTrue(data.test().isEmpty());
    assertEquals(data.fingerprint(), open("").fingerprint());
    assertNotEquals(data.fingerprint(), open("?size=48").fingerprint());
    assertEquals(48, open("?size=48").train().width());
    assertEquals("images:" + folder, DataSource.recognise(folder));
  }

  @Test
  void foldersTrainAndTestAreTheTwoParts() throws IOException {
    for (String part : List.of("train", "test")) {
      save(part + "/a/1.png", ramp(32, 32, BufferedImage.TYPE_INT_RGB));
      save(part + "/b/1.png", ramp(32, 32, BufferedImage.TYPE_INT_RGB));
    }
    Dataset data = open("");
    assertEquals(2, data.train().size());
    assertEquals(2, data.test().orElseThrow().size());
    assertEquals("images:" + folder, DataSource.recognise(folder));
    save("test/c/1.png", ramp(32, 32, BufferedImage.TYPE_INT_RGB));
    assertTrue(refusal().contains("'c' is in one of them only"), refusal());
  }

  @Test
  void aPictureOfTheRightSizeKeepsEveryByte() throws IOException {
    BufferedImage image = ramp(32, 32, BufferedImage.TYPE_INT_RGB);
    byte[] pixels = read(save("a/1.png", image), 32);
    for (int i = 0; i < 32 * 32; i++) {
      int rgb = image.getRGB(i % 32, i / 32);
      byte[] expected = {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb};
      assertArrayEquals(expected, new byte[] {pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]});
    }
  }

  @Test
  void theLargestSquareAroundTheCentreIsAveraged() throws IOException {
    byte[] pixels = read(save("a/wide.png", ramp(640, 320, BufferedImage.TYPE_INT_RGB)), 32);
    // a quarter of the width is cut off on each side
    assertEquals(64, pixels[0] & 0xff, 4);
    assertEquals(191, pixels[31 * 3] & 0xff, 4);
    assertEquals(0x40, pixels[2] & 0xff);
  }

  @Test
  void greyStaysAsItIsAndTransparentPixelsAreWhite() throws IOException {
    BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      grey.getRaster().setSample(i % 8, i / 8, 0, 100);
    }
    assertEquals(100, read(save("a/grey.png", grey), 8)[0]);
    BufferedImage clear = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    assertEquals(255, read(save("a/clear.png", clear), 8)[0] & 0xff);
  }

  private static byte[] read(Path file, int side) throws DataFormatException {
    byte[] pixels = new byte[side * side * 3];
    PictureFile.read(file, side, pixels, 0);
    return pixels;
  }

  @Test
  void fewerThanTwoClassesOrAnEmptyOneIsOneSentence() throws IOException {
    assertTrue(refusal().contains("found 0 folders"), refusal());
    save("a/1.png", ramp(32, 32, BufferedImage.TYPE_INT_RGB));
    assertTrue(refusal().contains("found 1 folder;"), refusal());
    Files.createDirectory(folder.resolve("b"));
    assertTrue(refusal().contains(folder.resolve("b").toString()), refusal());
    assertThrows(DataFormatException.class, () -> DataSource.recognise(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?size=4", "?size=1000", "?size=", "?size=x", "?size=99999999999"})
  void aSideThatCannotBeIsOneSentence(String option) {
    DataFormatException e = assertThrows(DataFormatException.class, () -> open(option));
    assertTrue(e.getMessage().contains("a side from 8 to 256"), e.getMessage());
    assertThrows(
        DataFormatException.class, () -> DataSource.requireForm("images:" + folder + option));
  }

  /** 30,000 x 30,000 pixels would take 2.7 GB; the file has 70 bytes. */
  @Test
  void aPictureThatLiesAboutItsSizeIsRefusedBeforeItIsDecoded() throws IOException {
    save("a/1.png", ramp(32, 32, BufferedImage.TYPE_INT_RGB));
    Path liar = save("b/1.png", ramp(1, 1, BufferedImage.TYPE_INT_RGB));
    for (int[] size : new int[][] {{30_000, 30_000}, {2_000_000_000, 1}, {40_000, 2}}) {
      Files.write(liar, withSize(Files.readAllBytes(liar), size[0], size[1]));
      assertTrue(
          refusal().contains("a header that says %d x %d".formatted(size[0], size[1])), refusal());
    }
    // within the limit, but the pixels are not there
    Files.write(liar, withSize(Files.readAllBytes(liar), 8000, 8000));
    assertTrue(refusal().startsWith(liar.toString()), refusal());
  }

  private static byte[] withSize(byte[] png, int width, int height) {
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    return png;
  }

  @Test
  void textWithTheNameOfAPictureIsOneSentence() throws IOException {
    save("a/1.png", ramp(32, 32, BufferedImage.TYPE_INT_RGB));
    save("b/1.png", ramp(32, 32, BufferedImage.TYPE_INT_RGB));
    Files.writeString(folder.resolve("b/2.png"), "text");
    assertTrue(refusal().contains("found something else"), refusal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void changedBytesGiveAPictureOrOneSentence(String format) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ImageIO.write(ramp(24, 17, BufferedImage.TYPE_INT_RGB), format, whole);
    SplittableRandom random = new SplittableRandom(1);
    Path file = folder.resolve("changed." + format);
    int refused = 0;
    int tries = format.equals("png") ? 1000 : 250;
    for (int n = 0; n < tries; n++) {
      byte[] changed = whole.toByteArray();
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(n % 2 == 0 ? 60 : changed.length)] = (byte) random.nextInt();
      }
      int length = n % 7 == 0 ? random.nextInt(changed.length) : changed.length;
      Files.write(file, java.util.Arrays.copyOf(changed, length));
      try {
        read(file, 8);
      } catch (DataFormatException e) {
        Sentences.check(e);
        refused++;
      }
    }
    assertTrue(refused > tries / 20, refused + " refused");
  }
}
