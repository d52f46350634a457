package org.morphoscope.service.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.wire.FileSender;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.LinkCutException;

/** A checkpoint whose way to the viewer's machine is cut. */
class CutFetchTest {
  private static final Artefact CHECKPOINT = Artefact.checkpoint(3);

  @TempDir Path temporary;
  private final List<Frame> sent = new ArrayList<>();

  /** Sends these frames, and is cut. */
  private static Connector script(List<Frame> frames) {
    return new ScriptedConnector(
        () -> {
          Deque<Frame> left = new ArrayDeque<>(frames);
          return () -> {
            if (left.isEmpty()) {
              throw new LinkCutException(new ClosedChannelException());
            }
            return left.poll();
          };
        });
  }

  @BeforeEach
  void record() throws IOException {
    Path place = Files.createDirectories(temporary.resolve("run/checkpoints/round-003"));
    Files.write(place.resolve("a.npy"), new byte[1000]);
    Files.write(place.resolve("b.npy"), new byte[] {1, 2, 3});
    Files.writeString(place.resolve("state.json"), "{}");
    Link recorder =
        new Link() {
          @Override
          public void send(Frame frame) {
            sent.add(frame);
          }

          @Override
          public Frame receive() {
            throw new IllegalStateException();
          }

          @Override
          public void close() {}
        };
    FileSender.send(recorder, temporary.resolve("run"), CHECKPOINT);
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }

  private static Path fetch(List<Frame> frames, Path mirror) throws IOException {
    return new Caller(script(frames)).fetch("run", CHECKPOINT, mirror);
  }

  @Test
  void isThereWholeOrNotAtAll() throws IOException {
    for (int cut = 0; cut < sent.size(); cut++) {
      List<Frame> some = sent.subList(0, cut);
      Path mirror = temporary.resolve("mirror-" + cut);
      assertThrows(IOException.class, () -> fetch(some, mirror));
      if (Files.exists(mirror)) {
        assertEquals(List.of(), in(mirror), "cut after " + cut + " of " + sent.size() + " frames");
      }
      Path place = fetch(sent, mirror);
      assertEquals(in(temporary.resolve("run")), in(mirror));
      assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(place.resolve("b.npy")));
    }
  }

  @Test
  void theOneBeforeStaysUntilANewOneHasCome() throws IOException {
    Path mirror = temporary.resolve("mirror");
    Path place = fetch(sent, mirror);
    Files.writeString(place.resolve("of-before"), "");
    assertThrows(IOException.class, () -> fetch(sent.subList(0, sent.size() - 1), mirror));
    assertEquals(4, in(mirror).size());
    fetch(sent, mirror);
    assertEquals(3, in(mirror).size());
  }

  @Test
  void twoThatFetchTheSameBothHaveItWhole() throws Exception {
    Path mirror = temporary.resolve("mirror");
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      all.add(
          CompletableFuture.runAsync(
              () -> {
                for (int time = 0; time < 20; time++) {
                  assertDoesNotThrow(() -> fetch(sent, mirror));
                }
              }));
    }
    for (CompletableFuture<Void> each : all) {
      each.get(60, TimeUnit.SECONDS);
    }
    assertEquals(in(temporary.resolve("run")), in(mirror));
  }
}
