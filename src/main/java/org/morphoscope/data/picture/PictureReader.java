package org.morphoscope.data.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.morphoscope.text.Texts;

/**
 * Reads pictures of any size as small squares of RGB bytes: turned as the camera notes, laid on
 * white, the largest square around the centre cut out and averaged down (a smaller one is
 * enlarged). Of an animation or a file of several pictures the first is taken.
 *
 * <p>Threads may share one reader; it lets only as many large pictures be decoded at once as fit
 * into the memory meant for that.
 */
public final class PictureReader {
  /** Values a pixel of the result. */
  public static final int CHANNELS = 3;

  static final long MAX_PIXELS = 64L << 20;
  static final int MAX_SIDE = 1 << 15;
  static final int MAX_BYTES = 128 << 20;
  static final long MAX_DECODED_BYTES = 256L << 20;
  static final int MAX_PASSES = 1_000;

  /** Pixels that all passes together go over: ten over the largest picture. */
  static final long MAX_PASSED_PIXELS = 10 * MAX_PIXELS;

  private static final int PERMITS_MB = 512;
  private static final List<String> SIGNS_OF_DAMAGE =
      List.of(
          "remature end", "bad Huffman", "found marker", "Inconsistent progression", "Missing EOI");

  private final Semaphore megabytes = new Semaphore(PERMITS_MB, true);

  /**
   * {@return what the file said about the picture}
   *
   * @param file the picture
   * @param side pixels a side of the small picture
   * @param pixels gets the picture
   * @param start where in {@code pixels} the picture begins
   * @throws PictureException in one sentence when it is damaged, no picture, or would take too much
   *     time or memory, which is looked at before anything is decoded
   */
  public PictureFacts read(Path file, int side, byte[] pixels, int start) throws PictureException {
    byte[] bytes = bytes(file);
    PictureKind kind = kind(bytes);
    Structure structure = Structure.of(kind, bytes);
    ImageReader reader = reader(kind);
    try (ImageInputStream in = new PictureBytes(bytes)) {
      reader.setInput(in, true, true);
      requireBounded(reader, structure.passes(), structure.mostPixels());
      int permits = permits(reader);
      megabytes.acquireUninterruptibly(permits);
      try {
        BufferedImage image = decode(reader);
        shrink(image, structure, side, pixels, start);
        return facts(image, structure, kind, file);
      } finally {
        megabytes.release(permits);
      }
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // readers of pictures answer damaged bytes with any kind of failure
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new PictureException(
          "a picture that can be decoded",
          Texts.of("that it cannot (%s)", reason.lines().findFirst().orElse("no reason given")),
          "replace or remove the file",
          e);
    } finally {
      reader.dispose();
    }
  }

  private static byte[] bytes(Path file) throws PictureException {
    try {
      if (Files.isDirectory(file)) {
        throw new PictureException("a picture", "a folder", "move it elsewhere");
      }
      long size = Files.size(file);
      if (size == 0) {
        throw PictureException.damaged("an empty file");
      }
      if (size > MAX_BYTES) {
        throw PictureException.tooMuch(
            Texts.of("at most %d MB", MAX_BYTES >> 20), Texts.of("%d MB", size >> 20));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new PictureException(
          "a file", "no such file (or a link to none)", "replace or remove it", e);
    } catch (IOException e) {
      String reason = e instanceof AccessDeniedException ? "access is denied" : e.toString();
      throw new PictureException(
          "a readable file",
          Texts.of("that reading fails (%s)", reason),
          "check its permissions and the disk",
          e);
    }
  }

  private static PictureKind kind(byte[] bytes) throws PictureException {
    Optional<PictureKind> kind = PictureKind.of(bytes);
    if (kind.isEmpty()) {
      throw new PictureException(
          Texts.of("a %s picture", PictureKind.ALL), "something else", "remove the file");
    }
    return kind.get();
  }

  private static ImageReader reader(PictureKind kind) throws PictureException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.format());
    if (!readers.hasNext()) {
      throw new PictureException(
          "a kind of picture that this installation decodes",
          kind.format(),
          "put the program's own folder lib back or remove the file");
    }
    return readers.next();
  }

  private static void requireBounded(ImageReader reader, int passes, long mostPixels)
      throws IOException, PictureException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    long pixels = (long) width * height;
    if (width < 1
        || height < 1
        || Math.max(width, height) > MAX_SIDE
        || pixels > mostPixels
        || decodedBytes(reader) > MAX_DECODED_BYTES) {
      throw PictureException.tooMuch(
          Texts.of(
              "at most %,d pixels in a file of this kind and length, %d MB of them, and sides of 1"
                  + " to %d",
              mostPixels, MAX_DECODED_BYTES >> 20, MAX_SIDE),
          Texts.of("a header that says %d x %d", width, height));
    }
    if (passes > MAX_PASSES || passes * pixels > MAX_PASSED_PIXELS) {
      throw PictureException.tooMuch(
          Texts.of(
              "at most %,d scans of a picture of this size",
              Math.min(MAX_PASSES, MAX_PASSED_PIXELS / pixels)),
          Texts.of("%,d scans", passes));
    }
  }

  private static long decodedBytes(ImageReader reader) throws IOException {
    var types = reader.getImageTypes(0);
    long bits = 0;
    if (types.hasNext()) {
      var model = types.next().getSampleModel();
      for (int band = 0; band < model.getNumBands(); band++) {
        bits += model.getSampleSize(band);
      }
    }
    return (long) reader.getWidth(0) * reader.getHeight(0) * Math.max(8, bits) / 8;
  }

  private static int permits(ImageReader reader) throws IOException {
    // decoders hold a picture up to twice: as it comes and as it is given
    return (int) Math.min(PERMITS_MB, 2 * decodedBytes(reader) >> 20);
  }

  private static BufferedImage decode(ImageReader reader) throws IOException, PictureException {
    List<String> damage = new ArrayList<>();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (SIGNS_OF_DAMAGE.stream().anyMatch(warning::contains)) {
            damage.add(warning);
          }
        });
    ImageReadParam wanted = reader.getDefaultReadParam();
    BufferedImage image = reader.read(0, wanted);
    if (!damage.isEmpty()) {
      throw PictureException.damaged(Texts.of("damage (%s)", damage.get(0)));
    }
    return image;
  }

  private static void shrink(
      BufferedImage image, Structure structure, int side, byte[] pixels, int start)
      throws PictureException {
    int width = image.getWidth();
    int height = image.getHeight();
    int edge = Math.min(width, height);
    Orientation turn = structure.orientation();
    // the corner of the square when shown is rounded to the upper left, however it is stored
    int left = corner(width - edge, turn.shownAt(0, 0, 2), turn.shownAt(1, 0, 2));
    int top = corner(height - edge, turn.shownAt(0, 0, 2), turn.shownAt(0, 1, 2));
    WhitePaper paper = WhitePaper.of(image, structure.key());
    AreaAverage average = new AreaAverage(edge, side, paper.white());
    long[] row = new long[edge * CHANNELS];
    for (int y = 0; y < edge; y++) {
      paper.row(left, top + y, edge, row);
      average.add(y, row);
    }
    average.write(turn, pixels, start);
  }

  /** Half of what is left over along an axis; the larger half where the axis is reversed. */
  private static int corner(int left, int shownFirst, int shownSecond) {
    return shownSecond > shownFirst ? left / 2 : left - left / 2;
  }

  private static PictureFacts facts(
      BufferedImage image, Structure structure, PictureKind kind, Path file) {
    boolean sideways = structure.orientation().sideways();
    return new PictureFacts(
        sideways ? image.getHeight() : image.getWidth(),
        sideways ? image.getWidth() : image.getHeight(),
        !structure.orientation().equals(Orientation.UPRIGHT),
        !PictureKind.namedKind(file.getFileName().toString()).equals(Optional.of(kind)));
  }
}
