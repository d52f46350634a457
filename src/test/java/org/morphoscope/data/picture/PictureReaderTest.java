package org.morphoscope.data.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of every kind come out as a viewer shows them, averaged over their area. */
class PictureReaderTest {
  @TempDir Path folder;

  private final PictureReader reader = new PictureReader();

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private byte[] read(Path file, int side) throws PictureException {
    byte[] pixels = new byte[side * side * 3];
    reader.read(file, side, pixels, 0);
    return pixels;
  }

  private byte[] read(String name, byte[] bytes, int side) throws Exception {
    return read(file(name, bytes), side);
  }

  private Path save(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    String format = name.substring(name.lastIndexOf('.') + 1);
    assertTrue(ImageIO.write(image, format, file.toFile()), name);
    return file;
  }

  private static int at(byte[] pixels, int i) {
    return pixels[i] & 0xff;
  }

  @Test
  void aPictureOfTheRightSizeKeepsEveryByte() throws Exception {
    BufferedImage image = PictureFiles.ramp(32, 32);
    byte[] pixels = read(save("a.png", image), 32);
    for (int i = 0; i < 32 * 32; i++) {
      int rgb = image.getRGB(i % 32, i / 32);
      byte[] expected = {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb};
      assertArrayEquals(expected, Arrays.copyOfRange(pixels, 3 * i, 3 * i + 3));
    }
  }

  @Test
  void theLargestSquareAroundTheCentreIsAveraged() throws Exception {
    byte[] pixels = read(save("wide.png", PictureFiles.ramp(640, 320)), 32);
    // a quarter of the width is cut off on each side
    assertEquals(64, at(pixels, 0), 4);
    assertEquals(191, at(pixels, 31 * 3), 4);
    assertEquals(0x40, at(pixels, 2));
  }

  /** Single pixels or columns of black and white: half of each area is white, 127.5. */
  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256, 1024})
  void fineChecksAndStripesBecomeGrey(int size) throws Exception {
    byte[] checks = new byte[size * size];
    byte[] stripes = new byte[size * size];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = (byte) ((i % size + i / size) % 2 == 0 ? 0 : 255);
      stripes[i] = (byte) (i % size % 2 == 0 ? 0 : 255);
    }
    for (byte[] picture : new byte[][] {checks, stripes}) {
      byte[] png = PictureFiles.png(size, size, 8, 0, picture);
      for (byte value : read("fine.png", png, 32)) {
        assertEquals(128, value & 0xff);
      }
    }
  }

  /** Every value against the definition in exact fractions, also where edges lie within pixels. */
  @ParameterizedTest
  @CsvSource({
    "256,256,32",
    "100,77,32",
    "33,45,32",
    "50,50,48",
    "20,31,32",
    "1000,999,8",
    "8,8,48"
  })
  void everyValueIsTheMeanOverItsAreaRoundedOnce(int width, int height, int side) throws Exception {
    byte[] rgb = new byte[width * height * 3];
    new SplittableRandom(7).nextBytes(rgb);
    byte[] pixels = read("noise.png", PictureFiles.png(width, height, 8, 2, rgb), side);
    int edge = Math.min(width, height);
    int left = (width - edge) / 2;
    int top = (height - edge) / 2;
    for (int k = 0; k < pixels.length; k++) {
      int x = k / 3 % side;
      int y = k / 3 / side;
      long sum = 0;
      for (int v = 0; v < edge; v++) {
        long high = Math.min((y + 1) * edge, (v + 1) * side) - Math.max(y * edge, v * side);
        for (int u = 0; high > 0 && u < edge; u++) {
          long wide = Math.min((x + 1) * edge, (u + 1) * side) - Math.max(x * edge, u * side);
          sum += Math.max(0, wide) * high * at(rgb, ((top + v) * width + left + u) * 3 + k % 3);
        }
      }
      long area = (long) edge * edge;
      assertEquals((2 * sum + area) / (2 * area), at(pixels, k), "value " + k);
    }
  }

  @Test
  void theSameGreyIsTheSameInEveryKindOfPng() throws Exception {
    byte[] grey = new byte[64];
    Arrays.fill(grey, (byte) 128);
    byte[] palette = new byte[3 * 256];
    Arrays.fill(palette, (byte) 128);
    byte[][] kinds = {
      PictureFiles.png(8, 8, 8, 0, grey),
      PictureFiles.png(8, 8, 16, 0, PictureFiles.repeat(64, 128, 128)),
      PictureFiles.png(8, 8, 8, 4, PictureFiles.repeat(64, 128, 255)),
      PictureFiles.png(8, 8, 16, 4, PictureFiles.repeat(64, 128, 128, 255, 255)),
      PictureFiles.png(8, 8, 8, 2, PictureFiles.repeat(64, 128, 128, 128)),
      PictureFiles.png(8, 8, 16, 2, PictureFiles.repeat(64, 128, 128, 128, 128, 128, 128)),
      PictureFiles.png(8, 8, 8, 6, PictureFiles.repeat(64, 128, 128, 128, 255)),
      PictureFiles.png(8, 8, 8, 3, new byte[64], PictureFiles.chunk("PLTE", palette))
    };
    byte[] expected = PictureFiles.repeat(64, 128, 128, 128);
    for (byte[] kind : kinds) {
      assertArrayEquals(expected, read("kind.png", kind, 8));
    }
  }

  /**
   * A quarter opaque: 0.25 * 100 + 0.75 * 255 = 216.25, with bytes (64 * 100 + 191 * 255) / 255.
   */
  @Test
  void transparencyIsLaidOnWhiteAlikeForEveryKind() throws Exception {
    byte[] palette = {100, 100, 100};
    byte[] expected = PictureFiles.repeat(64, 216, 216, 216);
    byte[][] kinds = {
      PictureFiles.png(8, 8, 8, 4, PictureFiles.repeat(64, 100, 64)),
      PictureFiles.png(8, 8, 8, 6, PictureFiles.repeat(64, 100, 100, 100, 64)),
      PictureFiles.png(8, 8, 16, 4, PictureFiles.repeat(64, 100, 100, 64, 64)),
      PictureFiles.png(8, 8, 16, 6, PictureFiles.repeat(64, 100, 100, 100, 100, 100, 100, 64, 64)),
      PictureFiles.png(
          8,
          8,
          8,
          3,
          new byte[64],
          PictureFiles.chunk("PLTE", palette),
          PictureFiles.chunk("tRNS", new byte[] {64}))
    };
    for (byte[] kind : kinds) {
      assertArrayEquals(expected, read("clear.png", kind, 8));
    }
    byte[] clear = PictureFiles.repeat(64, 255, 255, 255);
    assertArrayEquals(
        clear, read("a.png", PictureFiles.png(8, 8, 8, 6, PictureFiles.repeat(64, 9, 9, 9, 0)), 8));
  }

  /** One colour is named as the transparent one, in pictures without opacities. */
  @Test
  void aTransparentColourIsWhite() throws Exception {
    byte[] white = PictureFiles.repeat(64, 255, 255, 255);
    byte[] key = PictureFiles.chunk("tRNS", new byte[] {0, 7});
    assertArrayEquals(
        white, read("g.png", PictureFiles.png(8, 8, 8, 0, PictureFiles.repeat(64, 7), key), 8));
    byte[] one = PictureFiles.chunk("tRNS", new byte[] {0, 1});
    byte[] bits = PictureFiles.repeat(8, 255); // 8 pixels of 1 bit a byte, all 1
    assertArrayEquals(white, read("b.png", PictureFiles.png(8, 8, 1, 0, bits, one), 8));
    byte[] colour = PictureFiles.chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3});
    byte[] pixels = PictureFiles.repeat(64, 1, 2, 3);
    assertArrayEquals(white, read("c.png", PictureFiles.png(8, 8, 8, 2, pixels, colour), 8));
    byte[] other = PictureFiles.repeat(64, 1, 2, 4);
    assertArrayEquals(
        PictureFiles.repeat(64, 1, 2, 4),
        read("d.png", PictureFiles.png(8, 8, 8, 2, other, colour), 8));
  }

  @Test
  void sixteenBitsAreScaledAndRoundedOnce() throws Exception {
    // 0x7fff / 257 = 127.498, 0x8080 / 257 = 128; halves of these average to 127.749
    byte[] samples = new byte[128];
    for (int i = 0; i < 64; i++) {
      int value = i % 2 == 0 ? 0x7fff : 0x8080;
      samples[2 * i] = (byte) (value >> 8);
      samples[2 * i + 1] = (byte) value;
    }
    byte[] pixels = read("deep.png", PictureFiles.png(8, 8, 16, 0, samples), 8);
    assertEquals(127, at(pixels, 0));
    assertEquals(128, at(pixels, 3));
    assertEquals(128, at(read("deep.png", PictureFiles.png(8, 8, 16, 0, samples), 4), 0));
  }

  @Test
  void everyOrientationOfACameraIsTurnedUpright() throws Exception {
    // the picture as shown: four quarters
    int[][] shown = {{250, 10}, {130, 70}};
    for (int exif = 1; exif <= 8; exif++) {
      byte[] jpeg = PictureFiles.jpeg(PictureFiles.quarters(stored(shown, exif)), exif);
      byte[] pixels = read("turned.jpg", jpeg, 32);
      assertEquals(250, at(pixels, 3 * (4 * 32 + 4)), 3, "orientation " + exif);
      assertEquals(10, at(pixels, 3 * (4 * 32 + 27)), 3, "orientation " + exif);
      assertEquals(130, at(pixels, 3 * (27 * 32 + 4)), 3, "orientation " + exif);
      assertEquals(70, at(pixels, 3 * (27 * 32 + 27)), 3, "orientation " + exif);
    }
  }

  /** What a camera stores of four quarters, by the table of the Exif standard (row 0, column 0). */
  private static int[][] stored(int[][] s, int exif) {
    int a = s[0][0];
    int b = s[0][1];
    int c = s[1][0];
    int d = s[1][1];
    return switch (exif) {
      case 2 -> new int[][] {{b, a}, {d, c}}; // row 0 is the top, column 0 the right-hand side
      case 3 -> new int[][] {{d, c}, {b, a}}; // bottom, right
      case 4 -> new int[][] {{c, d}, {a, b}}; // bottom, left
      case 5 -> new int[][] {{a, c}, {b, d}}; // row 0 is the left-hand side, column 0 the top
      case 6 -> new int[][] {{b, d}, {a, c}}; // right, top
      case 7 -> new int[][] {{d, b}, {c, a}}; // right, bottom
      case 8 -> new int[][] {{c, a}, {d, b}}; // left, bottom
      default -> new int[][] {{a, b}, {c, d}};
    };
  }

  @Test
  void cmykAndYcckHaveTheColoursOfTheirRgb() throws Exception {
    for (int transform : new int[] {0, 2}) {
      byte[] pixels = read("four.jpg", PictureFiles.fourColours(200, 40, 60, transform), 8);
      assertEquals(200, at(pixels, 0), 4, "transform " + transform);
      assertEquals(40, at(pixels, 1), 4, "transform " + transform);
      assertEquals(60, at(pixels, 2), 4, "transform " + transform);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void losslessKindsGiveTheSame(String format) throws Exception {
    BufferedImage image = PictureFiles.ramp(40, 40);
    byte[] png = read(save("a.png", image), 16);
    assertArrayEquals(png, read(save("a." + format, image), 16));
  }

  @Test
  void aWebPictureIsRead() throws Exception {
    byte[] pixels = read("a.webp", PictureFiles.webpRed(), 8);
    assertEquals(200, at(pixels, 0), 3);
    assertEquals(40, at(pixels, 1), 3);
  }

  @Test
  void sixteenBitsAPixelKeepWhiteWhite() throws Exception {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_565_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, 0xffffffff);
    }
    assertArrayEquals(PictureFiles.repeat(64, 255, 255, 255), read(save("a.bmp", image), 8));
  }

  @Test
  void factsTellSizeTurnAndAWrongName() throws Exception {
    BufferedImage image = new BufferedImage(40, 24, BufferedImage.TYPE_INT_RGB);
    Path file = file("photo.png", PictureFiles.jpeg(image, 6));
    assertEquals(
        new PictureFacts(24, 40, true, true), reader.read(file, 8, new byte[8 * 8 * 3], 0));
  }

  /** Whatever is cut off: either it is told, or nothing of the picture was lost. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
  void aFileThatWasCutIsDamagedOrWhole(String format) throws Exception {
    Path file = save("whole." + format, PictureFiles.ramp(24, 17));
    byte[] whole = Files.readAllBytes(file);
    byte[] pixels = read(file, 8);
    int refused = 0;
    for (int length = 0; length < whole.length; length += 1 + whole.length / 200) {
      Path cut = file("cut." + format, Arrays.copyOf(whole, length));
      try {
        assertArrayEquals(pixels, read(cut, 8), "cut at %d of %d".formatted(length, whole.length));
      } catch (PictureException e) {
        check(e);
        refused++;
      }
    }
    assertTrue(refused > 50, refused + " refused");
  }

  @Test
  void aProgressiveFileThatWasCutIsDamaged() throws Exception {
    byte[] whole = PictureFiles.progressive(PictureFiles.ramp(64, 64));
    Path cut = file("half.jpg", Arrays.copyOf(whole, whole.length / 2));
    assertTrue(refusal(cut).contains("the file ends after"));
  }

  @Test
  void aWrongChecksumIsDamage() throws Exception {
    byte[] png = PictureFiles.png(8, 8, 8, 0, new byte[64]);
    png[png.length - 20] ^= 1; // within the pixels or their sum
    assertTrue(refusal(file("a.png", png)).contains("checksum"));
  }

  /** 4 kB that decoders go over for a minute. */
  @Test
  void manyScansOfALargePictureAreRefusedAtOnce() throws Exception {
    byte[] bomb = PictureFiles.scans(8000, 8000, 400);
    assertTrue(bomb.length < 6000, "a small file");
    long start = System.nanoTime();
    assertTrue(refusal(file("bomb.jpg", bomb)).contains("at most 10 scans"));
    assertTrue(System.nanoTime() - start < 5e9, "takes long");
  }

  /** The size is 14 bits a side behind the mark of the lossless kind. */
  @Test
  void aLargeWebPictureOfHardlyAnyDataIsRefused() throws Exception {
    byte[] webp = PictureFiles.webpRed();
    java.nio.ByteBuffer.wrap(webp)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putInt(21, 3999 | 3999 << 14);
    assertTrue(refusal(file("a.webp", webp)).contains("a header that says 4000 x 4000"));
  }

  /** A decoder that makes up the rest would take 16 s for one of a megapixel. */
  @Test
  void aWebPictureWhoseDataEndEarlyIsRefused() throws Exception {
    byte[] cut = PictureFiles.webpCut(512, 10_000);
    assertTrue(refusal(file("cut.webp", cut)).contains("its data end before the picture does"));
    byte[] whole = PictureFiles.webpCut(64, 64 * 64 / 2);
    assertEquals(3, read("whole.webp", whole, 8)[0]);
  }

  @Test
  void manyBlocksBeforeAPictureAreRefused() throws Exception {
    byte[] gif = new byte[GifWalk.MAX_BLOCKS * 2 + 100];
    System.arraycopy("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, gif, 0, 6);
    gif[13] = 0x21;
    gif[14] = (byte) 0xfe;
    for (int i = 15; i < gif.length; i += 2) {
      gif[i] = 1;
    }
    assertTrue(refusal(file("a.gif", gif)).contains("blocks before the first picture"));
  }

  @Test
  void aFileThatIsTooLongIsNotRead() throws Exception {
    Path file = file("a.png", new byte[0]);
    try (var channel =
        java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.allocate(1), PictureReader.MAX_BYTES); // sparse
    }
    assertTrue(refusal(file).contains("at most 128 MB"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
  void changedBytesGiveAPictureOrOneSentence(String format) throws Exception {
    byte[] whole = Files.readAllBytes(save("a." + format, PictureFiles.ramp(24, 17)));
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    int tries = format.equals("png") ? 600 : 200;
    for (int n = 0; n < tries; n++) {
      byte[] changed = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(n % 2 == 0 ? 60 : changed.length)] = (byte) random.nextInt();
      }
      int length = n % 7 == 0 ? random.nextInt(changed.length) : changed.length;
      try {
        read(file("changed." + format, Arrays.copyOf(changed, length)), 8);
      } catch (PictureException e) {
        check(e);
        refused++;
      }
    }
    assertTrue(refused > tries / 20, refused + " refused");
  }

  private String refusal(Path file) {
    PictureException e = assertThrows(PictureException.class, () -> read(file, 8));
    check(e);
    return e.getMessage();
  }

  private static void check(PictureException e) {
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().matches("expected .+, found .+; .+"), e.getMessage());
  }
}
