package org.morphoscope.data.source;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataNote.Topic;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.PixelSink;
import org.morphoscope.data.ReadingNotes.PictureSize;
import org.morphoscope.data.ReadingNotes.Skipped;
import org.morphoscope.data.picture.PictureException;
import org.morphoscope.data.picture.PictureFacts;
import org.morphoscope.data.picture.PictureReader;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;

/** Reads the pictures of all parts of a set, and decides what damaged ones among them mean. */
final class PictureLoader {
  /** More damaged pictures than these are no accident, and somebody should look at them. */
  private static final int MOST_DAMAGED = 100;

  private static final double MOST_DAMAGED_SHARE = 0.01;
  private static final int MOST_LINES = 1_000;

  private final Path folder;
  private final int side;
  private final Consumer<String> told;
  private final PictureReader reader = new PictureReader();
  private final List<Skipped> damaged = new ArrayList<>();
  private int pictures;
  private int turned;
  private int misnamed;

  /**
   * @param folder of the whole set, for sentences
   * @param side of the small pictures
   * @param told how far it has come, when it takes long
   */
  PictureLoader(Path folder, int side, Consumer<String> told) {
    this.told = told;
    this.folder = folder;
    this.side = side;
  }

  /** The pictures of a part that can be read; the others are kept in mind. */
  ImageSet load(LabelledFiles files, NoteBook notes) throws DataFormatException {
    int length = side * side * PictureReader.CHANNELS;
    try (PixelSink sink = PixelSink.of(folder, files.size(), length)) {
      return load(files, sink, notes);
    } catch (UncheckedIOException e) { // the disk is full
      throw DataFormatException.behind(folder, e);
    }
  }

  private ImageSet load(LabelledFiles files, PixelSink sink, NoteBook notes)
      throws DataFormatException {
    ReadingProgress progress = new ReadingProgress(told, files.size());
    List<Result> results =
        IntStream.range(0, files.size())
            .parallel()
            .mapToObj(i -> read(files.file(i), i, sink))
            .peek(result -> progress.step())
            .toList();
    int[] rows = new int[files.size()];
    int[] labels = new int[files.size()];
    int good = 0;
    for (int i = 0; i < labels.length; i++) {
      Result result = results.get(i);
      if (result.failure.isPresent()) {
        damaged.add(new Skipped(files.file(i).toString(), result.failure.get()));
        continue;
      }
      note(result.facts.get(), notes);
      labels[good] = files.label(i);
      rows[good] = i;
      good++;
    }
    pictures += labels.length;
    return ImageSet.of(
        sink.store(),
        Arrays.copyOf(rows, good),
        Arrays.copyOf(labels, good),
        side,
        side,
        PictureReader.CHANNELS);
  }

  /** Either what was seen of a picture or why it cannot be read. */
  private record Result(Optional<PictureFacts> facts, Optional<String> failure) {}

  private Result read(Path file, int row, PixelSink sink) {
    try {
      PictureFacts[] facts = new PictureFacts[1];
      sink.put(row, (pixels, start) -> facts[0] = reader.read(file, side, pixels, start));
      return new Result(Optional.of(facts[0]), Optional.empty());
    } catch (PictureException e) {
      return new Result(Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  private void note(PictureFacts facts, NoteBook notes) {
    notes.count(new PictureSize(facts.width(), facts.height()), 1);
    turned += facts.turned() ? 1 : 0;
    misnamed += facts.misnamed() ? 1 : 0;
  }

  /**
   * Tells of what was turned or left out.
   *
   * @param any whether any number of damaged pictures is left out
   * @throws DataFormatException with the list of all, when they are more than a few
   */
  void finish(NoteBook notes, boolean any) throws DataFormatException {
    if (turned > 0) {
      notes.tell(
          Topic.PICTURES,
          "%s turned upright as the camera noted.",
          Words.count(turned, "picture was", "pictures were"));
    }
    if (misnamed > 0) {
      notes.tell(
          Topic.PICTURES,
          "%s of another kind than the name says, which does not matter.",
          Words.count(misnamed, "picture is", "pictures are"));
    }
    if (damaged.isEmpty()) {
      return;
    }
    if (!any && tooMany()) {
      throw new DataFormatException(
          Texts.of(
              "%s: expected at most %.0f %% and at most %d of the pictures to be damaged, found %d of %,d; "
                  + "replace or remove them, or leave them out with ?damaged=skip behind the folder.%n%s",
              folder, 100 * MOST_DAMAGED_SHARE, MOST_DAMAGED, damaged.size(), pictures, listed()));
    }
    notes.tellSkipped(
        Topic.DAMAGED,
        damaged,
        "%d of %s cannot be read and %s left out.",
        damaged.size(),
        Words.pictures(pictures),
        damaged.size() == 1 ? "was" : "were");
  }

  private boolean tooMany() {
    return damaged.size() > MOST_DAMAGED || damaged.size() > MOST_DAMAGED_SHARE * pictures;
  }

  private String listed() {
    String list =
        damaged.stream()
            .limit(MOST_LINES)
            .map(each -> "  " + Names.shown(each.toString()))
            .collect(Collectors.joining(System.lineSeparator()));
    int more = damaged.size() - MOST_LINES;
    return more > 0 ? Texts.of("%s%n  and %,d more", list, more) : list;
  }
}
