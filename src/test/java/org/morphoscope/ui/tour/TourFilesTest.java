package org.morphoscope.ui.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.ui.model.Quantity;

class TourFilesTest {
  private static final Path SOURCES = Path.of("src/main/resources/org/morphoscope/ui/tour");

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void threeGoodStops() throws IOException {
    for (int i = 1; i <= 3; i++) {
      write("0" + i + "-stop.txt", "title: Stop " + i + "\npoint: graph\n\nText " + i + ".\n");
    }
  }

  private String refusal() {
    return assertThrows(IOException.class, () -> TourFiles.read(List.of(folder))).getMessage();
  }

  @Test
  void theBuiltInTourHasElevenStopsAndAllOfItsFilesAreUsed() throws IOException {
    assertEquals(11, TourFiles.builtIn().size());
    try (Stream<Path> files = Files.list(SOURCES)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("README.txt"))
              .sorted()
              .toList();
      assertEquals(TourFiles.BUILT_IN, names);
    }
  }

  @Test
  void theReadmeNamesEveryPartThatAStopCanPointAt() throws IOException {
    String readme = Files.readString(SOURCES.resolve("README.txt"));
    for (TourPart part : TourPart.values()) {
      assertTrue(readme.contains("\n              " + part.word() + " "), part.word());
    }
  }

  @Test
  void theFirstFolderThatExistsReplacesTheBuiltInTour() throws IOException {
    threeGoodStops();
    write("README.md", "no stop");
    write(
        "02-stop.txt",
        "point: why\ncolour: age\ntitle: Why: a colon\nround: 2\n\nOne\n two.\n\n\nThree.\n");
    List<TourStop> stops = TourFiles.read(List.of(folder.resolve("missing"), folder));
    assertEquals(3, stops.size());
    TourStop expected =
        new TourStop(
            "Why: a colon",
            TourPart.WHY,
            Optional.of(2),
            Optional.of(Quantity.AGE),
            List.of("One two.", "Three."));
    assertEquals(expected, stops.get(1));
    assertEquals(11, TourFiles.read(List.of(folder.resolve("missing"))).size());
  }

  @Test
  void aMalformedFileIsNamedWithItsLineInOneSentence() throws IOException {
    threeGoodStops();
    write("02-stop.txt", "title: T\npoint: moon\n\nText.\n");
    assertTrue(refusal().contains("02-stop.txt, line 2: expected one of window, runbar"));
    assertTrue(refusal().contains("found \"moon\""));
    write("02-stop.txt", "title: T\npoint: graph\nsize: 3\n\nText.\n");
    assertTrue(refusal().contains("line 3: expected title:, point:"));
    write("02-stop.txt", "title: T\npoint: graph\nround: two\n\nText.\n");
    assertTrue(refusal().contains("line 3: expected a whole number"));
    write("02-stop.txt", "title: T\npoint: graph\n");
    assertTrue(refusal().contains("expected a text after the empty line"));
    write("02-stop.txt", "point: graph\n\nText.\n");
    assertTrue(refusal().contains("line 1: expected title: and its value"));
    write("02-stop.txt", "title: T\npoint: graph\n\n" + "long ".repeat(300));
    assertTrue(refusal().contains("at most 900 characters"));
    Files.write(folder.resolve("02-stop.txt"), "title: \u00e9".getBytes(StandardCharsets.UTF_16));
    assertTrue(refusal().contains("expected UTF-8 text"));
  }

  @Test
  void aFolderWithTooFewStopsIsRefused() throws IOException {
    write("01-only.txt", "title: T\npoint: graph\n\nText.\n");
    assertTrue(refusal().contains("expected 3 to 30 stops named like 01-welcome.txt, found 1"));
  }
}
