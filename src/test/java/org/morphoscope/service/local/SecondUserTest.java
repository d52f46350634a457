package org.morphoscope.service.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.remote.ServerBook;
import org.morphoscope.service.remote.TestServer;

/** Another user of the machine: what he can enter and read. Where nobody can become one, modes. */
class SecondUserTest {
  @TempDir Path temporary;

  @BeforeEach
  void letEverybodyIn() throws Exception {
    assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** What a command gives to a user without rights; empty when nobody can become one here. */
  private static Optional<Integer> asAnother(String... command) throws Exception {
    if (!"root".equals(System.getProperty("user.name"))
        || !Files.exists(Path.of("/usr/bin/setpriv"))) {
      return Optional.empty();
    }
    List<String> whole =
        new ArrayList<>(
            List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    whole.addAll(List.of(command));
    Process process =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return Optional.of(process.waitFor());
  }

  private void assertUnreadable(Path file) throws Exception {
    assertEquals("rw-------", mode(file), file.toString());
    Path open = Files.writeString(temporary.resolve("open"), "for everybody");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    if (asAnother("cat", open.toString()).filter(code -> code == 0).isPresent()) {
      assertNotEquals(Optional.of(0), asAnother("cat", file.toString()), file.toString());
    }
  }

  @Test
  void readsNeitherTokensNorKeys() throws Exception {
    try (TestServer server = TestServer.open(temporary, new FakeEngine.Script())) {
      ServerBook book =
          new ServerBook(
              temporary.resolve("servers.json"),
              temporary.resolve("remote"),
              new ClientProfile("ada", "0.0-test", 0));
      book.connect(
              server.address(),
              Optional.of(server.fingerprint()),
              Optional.of(TestServer.OWN),
              true)
          .close();
    }
    for (String each : List.of("OWN.token", "state/tls.key", "servers.json")) {
      assertUnreadable(temporary.resolve(each));
    }
    assertEquals("rwx------", mode(temporary.resolve("state")));
  }

  @Test
  void reachesNoSocketOfAnEngine() throws Exception {
    Path folder = temporary.resolve("s");
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path socket = PrivateFolder.in(folder).fresh();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      PrivateFolder.close(socket);
      assertEquals("rwx------", mode(socket.getParent()));
      assertUnreadable(socket);
      if (asAnother("test", "-d", temporary.toString()).filter(code -> code == 0).isPresent()) {
        assertNotEquals(Optional.of(0), asAnother("test", "-e", socket.toString()));
      }
    }
  }
}
