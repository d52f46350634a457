package org.morphoscope.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingProgressTest {
  @Test
  void aLongReadingIsToldEveryTwoSecondsWithTheTimeLeft() {
    List<String> lines = new ArrayList<>();
    ReadingProgress progress = new ReadingProgress(lines::add, 1_000);
    for (int i = 1; i <= 500; i++) {
      progress.step(i * 10_000_000L); // ten milliseconds each
    }
    assertEquals(
        List.of(
            "Reading pictures: 200 of 1,000, about 8 s left",
            "Reading pictures: 400 of 1,000, about 6 s left"),
        lines);
  }

  @Test
  void aShortReadingIsNotTold() {
    List<String> lines = new ArrayList<>();
    ReadingProgress progress = new ReadingProgress(lines::add, 10);
    for (int i = 1; i <= 10; i++) {
      progress.step(i * 100_000_000L);
    }
    assertEquals(List.of(), lines);
  }
}
