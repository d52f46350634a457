package org.morphoscope.data.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataRules;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.NaturalOrder;
import org.morphoscope.data.picture.FirstRules;
import org.morphoscope.data.picture.PictureException;
import org.morphoscope.data.picture.PictureReader;
import org.morphoscope.text.Texts;

/**
 * Pictures that belong to no data set, read as those of one are.
 *
 * <p>Grey images are made of colours by the weights of ITU-R BT.601 in whole numbers, {@code (19595
 * R + 38470 G + 7471 B + 32768) >> 16}.
 */
public final class LoosePictures {
  private static final int GREY = 1;

  private final int side;
  private final int channels;
  private final DataRules rules;
  private final PictureReader reader = new PictureReader();

  /**
   * What was read.
   *
   * @param files whose pictures could be read, in order
   * @param images theirs, without classes
   * @param failures what is wrong with the others, in one sentence each
   */
  public record Read(List<Path> files, ImageSet images, Map<Path, String> failures) {}

  /**
   * @param side of the small pictures in pixels
   * @param channels 3 for RGB, 1 for grey
   * @param rules by which a picture is made small
   * @throws IllegalArgumentException for other numbers of channels
   */
  public LoosePictures(int side, int channels, DataRules rules) {
    if (channels != GREY && channels != PictureReader.CHANNELS) {
      throw new IllegalArgumentException(
          Texts.of("expected a net that sees 1 or 3 channels of a picture, found %d", channels));
    }
    this.side = side;
    this.channels = channels;
    this.rules = rules;
  }

  /**
   * {@return the picture files of a path: itself when it is no folder, else those in it and below
   * it whose names are those of pictures, in natural order}
   *
   * @param path file or folder
   * @throws DataFormatException in one sentence when there is no such path or folder that can be
   *     read
   */
  public static List<Path> files(Path path) throws DataFormatException {
    if (!Files.exists(path)) {
      throw DataFormatException.at(
          path, "", "a picture or a folder of pictures", "nothing of that name", "check the path");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files = new ArrayList<>();
    collect(path, 0, files);
    if (files.isEmpty()) {
      throw DataFormatException.at(path, "", "pictures", "none", "choose another folder");
    }
    return files;
  }

  private static void collect(Path folder, int level, List<Path> to) throws DataFormatException {
    FolderEntries entries = FolderEntries.of(folder);
    entries.pictures().stream()
        .sorted(
            (a, b) -> NaturalOrder.INSTANCE.compare(FolderEntries.name(a), FolderEntries.name(b)))
        .forEach(to::add);
    for (Path below : entries.below(level)) {
      collect(below, level + 1, to);
    }
  }

  /**
   * {@return those that could be read, in their order, and why the others could not}
   *
   * @param files pictures, as {@link #files} gives them
   */
  public Read read(List<Path> files) {
    int length = side * side * PictureReader.CHANNELS;
    byte[] pixels = new byte[Math.multiplyExact(files.size(), length)];
    List<Optional<String>> results =
        IntStream.range(0, files.size())
            .parallel()
            .mapToObj(i -> failure(files.get(i), pixels, i * length))
            .toList();
    List<Path> good = new ArrayList<>();
    Map<Path, String> failures = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      if (results.get(i).isPresent()) {
        failures.put(files.get(i), results.get(i).get());
        continue;
      }
      System.arraycopy(pixels, i * length, pixels, good.size() * length, length);
      good.add(files.get(i));
    }
    return new Read(good, images(pixels, good.size()), failures);
  }

  private Optional<String> failure(Path file, byte[] pixels, int start) {
    try {
      if (rules == DataRules.FIRST) {
        FirstRules.read(file, side, pixels, start);
      } else {
        reader.read(file, side, pixels, start);
      }
      return Optional.empty();
    } catch (PictureException e) {
      return Optional.of(Texts.of("%s: %s.", file, e.getMessage()));
    }
  }

  private ImageSet images(byte[] rgb, int count) {
    int values = count * side * side;
    byte[] pixels = new byte[values * channels];
    if (channels == PictureReader.CHANNELS) {
      System.arraycopy(rgb, 0, pixels, 0, pixels.length);
    } else {
      for (int i = 0; i < values; i++) {
        pixels[i] = grey(rgb[3 * i] & 0xff, rgb[3 * i + 1] & 0xff, rgb[3 * i + 2] & 0xff);
      }
    }
    return ImageSet.wrap(pixels, new int[count], side, side, channels);
  }

  /** The weights add up to 2^16. */
  private static byte grey(int red, int green, int blue) {
    return (byte) ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16);
  }
}
