package org.morphoscope.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.run.GrowthEvent;

/** Following a run that is written, cut back and damaged meanwhile. */
@Timeout(60)
class RunFollowerTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  @TempDir Path run;
  private byte[] sample;
  private RunFollower follower;

  @BeforeEach
  void begin() throws IOException {
    Files.copy(SAMPLE.resolve("run.json"), run.resolve("run.json"));
    sample = Files.readAllBytes(SAMPLE.resolve("events.jsonl"));
    follower = RunFollower.of(run, Clock.systemUTC());
  }

  private Path events() {
    return run.resolve("events.jsonl");
  }

  private void append(byte[] bytes, int from, int to) throws IOException {
    Files.write(
        events(),
        Arrays.copyOfRange(bytes, from, to),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void cut(int size) throws IOException {
    try (var channel = Files.newByteChannel(events(), StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  /** Behind the line that holds this byte. */
  private int lineEnd(int from) {
    int end = from;
    while (sample[end] != '\n') {
      end++;
    }
    return end + 1;
  }

  private static void take(RunModel model, List<GrowthEvent> events) {
    model.apply(events);
  }

  private void assertSameHistory(RunModel followed) throws IOException {
    List<String> expected = told(RunHistory.open(run).model());
    List<String> found = told(followed);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), found.get(i), "value " + i);
    }
    assertEquals(expected.size(), found.size());
  }

  /** What a model tells, without the identities of its arrays. */
  private static List<String> told(RunModel model) {
    return RecordingTest.state(model).stream()
        .map(value -> String.valueOf(value).replaceAll("\\[D@[0-9a-f]+", "[D"))
        .toList();
  }

  @Test
  void aRunWrittenInTornPiecesGivesTheHistoryThatItsFolderHas() throws Exception {
    AtomicReference<Exception> failed = new AtomicReference<>();
    AtomicInteger looks = new AtomicInteger();
    SplittableRandom random = new SplittableRandom(7);
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int at = 0; at < sample.length; ) {
                  int to = Math.min(sample.length, at + 1 + random.nextInt(20_000));
                  append(sample, at, to);
                  at = to;
                  int seen = looks.get();
                  boolean waits = random.nextInt(4) == 0;
                  while (waits && looks.get() == seen) {
                    Thread.sleep(1);
                  }
                }
              } catch (IOException | InterruptedException e) {
                failed.set(e);
              }
            });
    writer.setDaemon(true);
    writer.start();
    RunModel model = new RunModel(() -> 0L);
    int found = 0;
    while (writer.isAlive()) {
      List<GrowthEvent> events = follower.next();
      found += events.isEmpty() ? 0 : 1;
      take(model, events);
      looks.incrementAndGet();
    }
    take(model, follower.next());
    assertEquals(null, failed.get());
    assertTrue(found > 3, "looks that found something: " + found);
    assertTrue(follower.ended());
    assertSameHistory(model);
    assertEquals(List.of(), follower.next());
  }

  @Test
  void everyByteMayBeTheLastOneForAWhile() throws IOException {
    List<GrowthEvent> all = new ArrayList<>();
    for (int at = 0; at < sample.length; ) {
      int end = lineEnd(at);
      int middle = at + (end - at) / 2;
      append(sample, at, middle);
      assertEquals(List.of(), follower.next());
      append(sample, middle, end - 1);
      assertEquals(List.of(), follower.next(), "a line without its end is being written");
      append(sample, end - 1, end);
      List<GrowthEvent> one = follower.next();
      assertEquals(1, one.size());
      all.addAll(one);
      at = end;
    }
    assertEquals(RunHistory.events(run).size(), all.size());
  }

  /**
   * @param epochs whether the run keeps a line for each time that it was opened
   * @param further bytes that are there again, beyond the place that was reached, at the next look
   */
  @ParameterizedTest
  @CsvSource({"false, -1", "false, 0", "false, 50000", "true, -1", "true, 0", "true, 50000"})
  void aRunThatIsCutBackAndGoesOnIsReadAgain(boolean epochs, int further) throws IOException {
    int reached = lineEnd(sample.length / 2);
    int kept = lineEnd(sample.length / 4);
    append(sample, 0, reached + 10);
    RunModel model = new RunModel(() -> 0L);
    take(model, follower.next());
    cut(kept);
    if (epochs) {
      Files.writeString(run.resolve("epochs.jsonl"), "{\"epoch\":\"b\",\"from\":9}\n");
    }
    byte[] other = otherTimes(kept);
    int size = further < 0 ? kept : further == 0 ? reached + 10 : reached + further;
    append(other, kept, size);
    Files.setLastModifiedTime(events(), FileTime.from(Instant.now().plusSeconds(1)));
    List<GrowthEvent> again = follower.next();
    assertTrue(again.get(0) instanceof GrowthEvent.RunStarted, "everything comes again");
    take(model, again);
    append(other, size, other.length);
    List<GrowthEvent> rest = follower.next();
    assertFalse(rest.get(0) instanceof GrowthEvent.RunStarted);
    take(model, rest);
    assertSameHistory(model);
    Recording recording = new Recording();
    recording.append(again, OptionalDouble.empty());
    recording.append(again, OptionalDouble.empty());
    assertEquals(again.size(), recording.entries().size(), "no event is kept twice");
  }

  /** The same run, played again at another pace from this byte on: lines of the same length. */
  private byte[] otherTimes(int from) {
    byte[] other = sample.clone();
    byte[] field = "\"seconds\":".getBytes(StandardCharsets.UTF_8);
    for (int i = from; i < other.length - field.length; i++) {
      if (Arrays.equals(other, i, i + field.length, field, 0, field.length)) {
        int digit = i + field.length;
        other[digit] = (byte) (other[digit] == '9' ? '8' : other[digit] + 1);
      }
    }
    return other;
  }

  @Test
  void manyCutsAtRandomPlacesLoseNothingAndDoubleNothing() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    RunModel model = new RunModel(() -> 0L);
    int written = 0;
    int end = lineEnd(sample.length / 4);
    for (int step = 0; step < 80; step++) {
      if (written > 0 && random.nextInt(3) == 0) {
        int place = lineEnd(random.nextInt(written));
        written = place > written ? 0 : place;
        cut(written);
        Files.writeString(
            run.resolve("epochs.jsonl"),
            "{}\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      int to = Math.min(end, written + random.nextInt(15_000));
      append(sample, written, to);
      written = to;
      if (random.nextInt(3) > 0) {
        take(model, follower.next());
      }
    }
    append(sample, written, end);
    take(model, follower.next());
    assertSameHistory(model);
  }

  @Test
  void aLineThatIsNoEventIsToldInOneSentenceWhenItStaysSo() throws IOException {
    int half = lineEnd(sample.length / 2);
    append(sample, 0, half);
    follower.next();
    byte[] zeros = new byte[40];
    zeros[39] = '\n';
    append(zeros, 0, 40);
    IOException told =
        assertThrows(
            IOException.class,
            () -> {
              for (int i = 0; i < 50; i++) {
                assertEquals(List.of(), follower.next());
              }
            });
    assertTrue(told.getMessage().contains("events.jsonl, byte " + half), told.getMessage());
  }

  @Test
  void whatANetworkFileSystemShowsLateIsWaitedFor() throws IOException {
    int half = lineEnd(sample.length / 2);
    int end = lineEnd(half);
    append(sample, 0, half);
    follower.next();
    byte[] zeros = new byte[end - half];
    zeros[zeros.length - 1] = '\n';
    append(zeros, 0, zeros.length);
    assertEquals(List.of(), follower.next());
    cut(half);
    append(sample, half, end);
    assertEquals(1, follower.next().size());
  }

  @Test
  void quietIsCountedFromTheLastTimeThatSomethingWasWritten() throws IOException {
    append(sample, 0, lineEnd(1000));
    Files.setLastModifiedTime(events(), FileTime.from(Instant.now().minusSeconds(3600)));
    follower.next();
    assertTrue(follower.quiet().compareTo(Duration.ofMinutes(59)) > 0, "" + follower.quiet());
    append(sample, lineEnd(1000), lineEnd(lineEnd(1000)));
    follower.next();
    assertTrue(follower.quiet().compareTo(Duration.ofMinutes(1)) < 0, "" + follower.quiet());
    assertFalse(follower.ended());
  }

  @Test
  void aFolderWithoutARunIsRefusedInOneSentence() {
    IOException told =
        assertThrows(
            IOException.class, () -> RunFollower.of(run.resolve("nowhere"), Clock.systemUTC()));
    assertTrue(told.getMessage().contains("choose the folder of a run"), told.getMessage());
  }
}
