package org.morphoscope.ui.tour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.morphoscope.text.Texts;

/** The stops of the tour, from a folder or from the program itself. */
public final class TourFiles {
  /** The built-in files; a resource cannot be listed. */
  static final List<String> BUILT_IN =
      List.of(
          "01-welcome.txt",
          "02-network.txt",
          "03-colours.txt",
          "04-changes.txt",
          "05-film.txt",
          "06-why.txt",
          "07-chart.txt",
          "08-lambda.txt",
          "09-timeline.txt",
          "10-decide.txt",
          "11-next.txt");

  private static final String RESOURCES = "/org/morphoscope/ui/tour/";
  private static final Pattern NAME = Pattern.compile("\\d\\d.*\\.txt");
  private static final int FEWEST = 3;
  private static final int MOST = 30;

  private TourFiles() {}

  /**
   * {@return the stops of the first of the folders that exists, else of the built-in tour} Reads
   * files, so call it in the background.
   *
   * @param folders in the order to look at them
   * @throws IOException in one sentence when a file there is not as README.txt tells
   */
  public static List<TourStop> read(List<Path> folders) throws IOException {
    Optional<Path> folder = folders.stream().filter(Files::isDirectory).findFirst();
    return folder.isPresent() ? read(folder.get()) : builtIn();
  }

  private static List<TourStop> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
              .sorted()
              .toList();
    }
    if (files.size() < FEWEST || files.size() > MOST) {
      throw new IOException(
          Texts.of(
              "%s: expected %d to %d stops named like 01-welcome.txt, found %d; add or remove files, or remove the folder to get the built-in tour.",
              folder, FEWEST, MOST, files.size()));
    }
    List<TourStop> stops = new ArrayList<>();
    for (Path file : files) {
      try {
        stops.add(StopFile.read(file.toString(), Files.readAllLines(file)));
      } catch (CharacterCodingException e) {
        throw new IOException(
            file + ": expected UTF-8 text, found other bytes; save the file as UTF-8.", e);
      }
    }
    return List.copyOf(stops);
  }

  /** The tour that comes inside the program. */
  static List<TourStop> builtIn() throws IOException {
    List<TourStop> stops = new ArrayList<>();
    for (String name : BUILT_IN) {
      InputStream in = TourFiles.class.getResourceAsStream(RESOURCES + name);
      if (in == null) {
        throw new IOException("the stop " + name + " is missing from the program; install it anew");
      }
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        stops.add(StopFile.read(name, reader.lines().toList()));
      }
    }
    return List.copyOf(stops);
  }
}
