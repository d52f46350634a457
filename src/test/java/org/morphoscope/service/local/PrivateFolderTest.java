package org.morphoscope.service.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.service.client.ClientProfile;

/** Sockets of engines that have gone, and of those that are about to listen. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class PrivateFolderTest {
  @TempDir Path temporary;

  private Path socket(Path folder) throws IOException {
    Path socket = PrivateFolder.in(folder).fresh();
    // bound and closed again: nobody listens, as in the moment before an engine does
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
    }
    return socket;
  }

  private static void age(Path socket) throws IOException {
    Instant before = Instant.now().minus(Duration.ofMinutes(5));
    Files.setLastModifiedTime(socket, FileTime.from(before));
  }

  private ProcessRunService service() throws IOException {
    return new ProcessRunService(
        FakeEngineProgram.launch(temporary.resolve("log"), List.of()),
        temporary.resolve("runs"),
        temporary.resolve("s"),
        new ClientProfile("a test", "0.0-test", 0));
  }

  @Test
  void onlyWhatHasBeenLeftForAWhileIsRemoved() throws Exception {
    Path fresh = socket(temporary.resolve("s"));
    Path left = socket(temporary.resolve("s"));
    age(left);
    Path busy = PrivateFolder.in(temporary.resolve("s")).fresh();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(busy));
      age(busy);
      Thread cutting =
          new Thread(
              () -> {
                try {
                  server.accept().close();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      cutting.start();
      assertEquals(List.of(), service().underWay());
      cutting.join();
    }
    assertTrue(Files.exists(fresh));
    assertFalse(Files.exists(left));
    // somebody listens there, though it says nothing
    assertTrue(Files.exists(busy));
  }

  @Test
  void aPathThatIsTooLongForASocketHasAShortOneThatIsTheSameAgain() throws Exception {
    Path deep = temporary.resolve("a".repeat(60)).resolve("b".repeat(60));
    Path one = PrivateFolder.in(deep.resolve("s")).fresh().getParent();
    try {
      assertEquals(one, PrivateFolder.in(deep.resolve("s")).fresh().getParent());
      assertFalse(one.equals(PrivateFolder.in(temporary.resolve("s")).fresh().getParent()));
      assertTrue(Files.exists(socket(deep.resolve("s"))));
    } finally {
      for (Path each : PrivateFolder.in(deep.resolve("s")).sockets()) {
        Files.delete(each);
      }
      Files.delete(one);
    }
  }
}
