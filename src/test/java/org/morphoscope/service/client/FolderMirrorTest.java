package org.morphoscope.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who writes a mirror when several follow the same run. */
@Timeout(60)
class FolderMirrorTest {
  @TempDir Path temporary;

  /** Another process that keeps a mirror until its input ends. */
  static final class Keeper {
    private Keeper() {}

    public static void main(String[] args) throws IOException {
      try (FileChannel channel =
          FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        System.out.println("held");
        System.out.flush();
        System.in.read();
      }
    }
  }

  private Optional<FolderMirror> open() throws IOException {
    return FolderMirror.open(temporary, () -> {});
  }

  private static void append(FolderMirror mirror, String line) {
    mirror.append(line.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whoCameLastInAProcessWritesAndNobodyElse() throws Exception {
    FolderMirror first = open().orElseThrow();
    first.begin("epoch");
    append(first, "one");
    FolderMirror second = open().orElseThrow();
    assertEquals(1, second.lines());
    append(second, "two");
    // as it comes for the first too, but for scores that are merged otherwise
    first.skip(1);
    append(first, "three");
    append(second, "three");
    first.close();
    append(second, "four");
    second.close();
    assertEquals("one\ntwo\nthree\nfour\n", Files.readString(temporary.resolve("events.jsonl")));
    FolderMirror third = open().orElseThrow();
    assertEquals(4, third.lines());
    third.close();
  }

  @Test
  void whatAnotherProcessKeepsIsLeftToIt() throws Exception {
    Process keeper =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of(Keeper.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString(),
                Keeper.class.getName(),
                temporary.resolve("mirror.lock").toString())
            .start();
    try {
      assertEquals("held", keeper.inputReader().readLine());
      assertTrue(open().isEmpty());
    } finally {
      keeper.destroyForcibly().waitFor();
    }
    FolderMirror mirror = open().orElseThrow();
    append(mirror, "mine");
    mirror.close();
    assertEquals("mine\n", Files.readString(temporary.resolve("events.jsonl")));
  }
}
