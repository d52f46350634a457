package org.morphoscope.data.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.download.Archive.RemoteFile;
import org.morphoscope.data.source.DataSource;

/** Downloads from a server on this machine. */
@Timeout(60)
class DownloaderTest {
  private static final int IMAGES = 40;

  @TempDir Path folder;
  private final List<String> ranges = new ArrayList<>();
  private HttpServer server;
  private byte[] content;
  private int breakAfter = Integer.MAX_VALUE;
  private boolean knowsRanges = true;

  @BeforeEach
  void serve() throws IOException {
    byte[] batch = new byte[IMAGES * 3073];
    new SplittableRandom(1).nextBytes(batch);
    for (int i = 0; i < IMAGES; i++) {
      batch[i * 3073] = (byte) (i % 10);
    }
    content = new TarFiles().file("cifar-10-batches-bin/data_batch_1.bin", batch).gzipped();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/set.tar.gz", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "" : range);
    int from = 0;
    if (range != null && knowsRanges) {
      from = Integer.parseInt(range.replaceAll("\\D", ""));
      if (from >= content.length) {
        exchange.sendResponseHeaders(416, -1);
        exchange.close();
        return;
      }
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
      exchange.sendResponseHeaders(206, content.length - from);
    } else {
      exchange.sendResponseHeaders(200, content.length);
    }
    int to = (int) Math.min(content.length, (long) from + breakAfter);
    exchange.getResponseBody().write(content, from, to - from);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private Archive archive(String path, byte[] expected) throws Exception {
    String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(expected));
    URI address =
        URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    return new Archive(
        "set",
        List.of(new RemoteFile(address, Optional.of(md5))),
        "cifar-10-batches-bin",
        "cifar10",
        true);
  }

  private Path fetch() throws Exception {
    return new Downloader()
        .fetch(archive("/set.tar.gz", content), folder, (file, done, total) -> {});
  }

  private String refusal(Archive archive) {
    DataFormatException e =
        assertThrows(
            DataFormatException.class,
            () -> new Downloader().fetch(archive, folder, (file, done, total) -> {}));
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    return e.getMessage();
  }

  @Test
  void aDataSetIsFetchedCheckedUnpackedAndRead() throws Exception {
    List<Long> progress = new ArrayList<>();
    Path set =
        new Downloader()
            .fetch(
                archive("/set.tar.gz", content),
                folder,
                (file, done, total) -> {
                  assertEquals("set.tar.gz", file);
                  assertEquals(content.length, total);
                  progress.add(done);
                });
    assertEquals(content.length, progress.get(progress.size() - 1));
    assertEquals(IMAGES, DataSource.open("cifar10:" + set).train().size());
    assertFalse(Files.exists(folder.resolve("set.tar.gz")));
    assertTrue(refusal(archive("/set.tar.gz", content)).contains("found one; use it as --data"));
  }

  @Test
  void aBrokenDownloadGoesOnWhereItEnded() throws Exception {
    breakAfter = 50_000;
    assertTrue(refusal(archive("/set.tar.gz", content)).contains("goes on from there"));
    Path part = folder.resolve("set.tar.gz.part");
    long have = Files.size(part);
    assertTrue(have > 0 && have <= 50_000, have + " bytes");
    assertArrayEquals(Arrays.copyOf(content, (int) have), Files.readAllBytes(part));
    breakAfter = Integer.MAX_VALUE;
    fetch();
    assertEquals(List.of("", "bytes=%d-".formatted(have)), ranges);
    assertFalse(Files.exists(part));
  }

  @Test
  void aServerWithoutRangesIsAskedForTheWhole() throws Exception {
    Files.write(folder.resolve("set.tar.gz.part"), new byte[1000]);
    knowsRanges = false;
    fetch();
    assertEquals(List.of("bytes=1000-"), ranges);
  }

  @Test
  void aPartThatIsAlreadyWholeIsOnlyChecked() throws Exception {
    Files.write(folder.resolve("set.tar.gz.part"), content);
    fetch();
    assertEquals(1, ranges.size());
  }

  @Test
  void anotherFileThanThePublishedOneIsThrownAway() throws Exception {
    String sentence = refusal(archive("/set.tar.gz", new byte[] {1}));
    assertTrue(
        sentence.contains("expected the MD5 sum 55a54008ad1ba589aa210d2629c1df41"), sentence);
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aPartOfAnotherFileIsThrownAwayWhenTheWholeIsWrong() throws Exception {
    Files.write(folder.resolve("set.tar.gz.part"), new byte[1000]);
    assertTrue(refusal(archive("/set.tar.gz", content)).contains("MD5"));
    fetch();
    assertEquals(List.of("bytes=1000-", ""), ranges);
  }

  @Test
  void aMissingFileOrServerIsOneSentence() throws Exception {
    assertTrue(refusal(archive("/none", content)).contains("found the answer 404"));
    Archive gone = archive("/set.tar.gz", content);
    server.stop(0);
    assertTrue(refusal(gone).contains("found none"));
  }

  @Test
  void theKnownSetsHaveChecksums() {
    for (Archive each : Archives.all()) {
      for (RemoteFile file : each.files()) {
        assertTrue(file.md5().orElseThrow().matches("[0-9a-f]{32}"), each.name());
      }
    }
  }
}
