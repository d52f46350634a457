package org.morphoscope.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.download.Archive.RemoteFile;
import org.morphoscope.text.Texts;

/** Fetches files, going on where an earlier try ended. */
public final class Downloader {
  /** No known data set is nearly as large. */
  static final long MAX_BYTES = 2L << 30;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/.*");
  private static final int BUFFER = 1 << 16;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(PATIENCE)
          .build();

  /** Told while bytes arrive. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param file name of the file
     * @param done bytes that are here
     * @param total bytes in all, -1 when the server does not say
     */
    void arrived(String file, long done, long total);
  }

  /**
   * Fetches a data set and unpacks it.
   *
   * @param archive what to fetch
   * @param out folder that gets the data set's folder; made when it is not there
   * @param progress told on the calling thread
   * @return the data set's folder
   * @throws DataFormatException in one sentence when it cannot be fetched, is damaged or there
   *     already; what has arrived is kept for the next try
   * @throws InterruptedException when the thread is interrupted; what has arrived is kept
   */
  public Path fetch(Archive archive, Path out, Progress progress)
      throws DataFormatException, InterruptedException {
    Path target = out.resolve(archive.folder());
    if (archive.packed() && Files.exists(target)) {
      throw new DataFormatException(
          target
              + Texts.of(
                  ": expected no such folder yet, found one; use it as --data %s:%s or remove it.",
                  archive.source(), target));
    }
    try {
      Path into = archive.packed() ? out : target;
      Files.createDirectories(into);
      for (RemoteFile file : archive.files()) {
        fetch(file, into.resolve(file.fileName()), progress);
      }
      if (archive.packed()) {
        Path packed = out.resolve(archive.files().get(0).fileName());
        TarUnpacker.unpack(packed, archive.folder(), out);
        Files.delete(packed);
      }
      return target;
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new DataFormatException(
          Texts.of(
              "%s: expected a folder that can be written, found that it cannot (%s); check the disk and its permissions.",
              out, reason(e)),
          e);
    }
  }

  /** Fetches one file unless it is there. */
  void fetch(RemoteFile remote, Path file, Progress progress)
      throws IOException, InterruptedException {
    if (Files.exists(file)) {
      requireGood(remote, file, "remove it and try again");
      return;
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    receive(remote, part, progress);
    try {
      requireGood(remote, part, "try again");
    } catch (DataFormatException e) {
      Files.delete(part);
      throw e;
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void receive(RemoteFile remote, Path part, Progress progress)
      throws IOException, InterruptedException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(remote.address()).timeout(PATIENCE);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new DataFormatException(
          Texts.of(
              "%s: expected an answer, found none (%s); check the connection and try again.",
              remote.address(), reason(e)),
          e);
    }
    try (InputStream in = response.body()) {
      int status = response.statusCode();
      if (status == 416) {
        // nothing is missing: the checksum tells whether it is the right file
        return;
      }
      if (status != 200 && !(status == 206 && startOf(response) == have)) {
        throw new DataFormatException(
            Texts.of(
                "%s: expected the file, found the answer %d; try again later or fetch it by hand.",
                remote.address(), status));
      }
      long begin = status == 206 ? have : 0;
      long rest = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      append(remote, in, part, begin, rest < 0 ? -1 : begin + rest, progress);
    }
  }

  private static long startOf(HttpResponse<?> response) {
    Matcher range = RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
    return range.matches() && range.group(1).length() < 19 ? Long.parseLong(range.group(1)) : -1;
  }

  private static void append(
      RemoteFile remote, InputStream in, Path part, long begin, long total, Progress progress)
      throws IOException, InterruptedException {
    requireRoom(remote, total);
    StandardOpenOption how =
        begin > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    long done = begin;
    try (OutputStream out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, how, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = read(remote, in, buffer, done); n >= 0; n = read(remote, in, buffer, done)) {
        out.write(buffer, 0, n);
        done += n;
        requireRoom(remote, done);
        progress.arrived(remote.fileName(), done, total);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
    if (total >= 0 && done < total) {
      throw broken(remote, done, null);
    }
  }

  private static int read(RemoteFile remote, InputStream in, byte[] buffer, long done)
      throws DataFormatException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw broken(remote, done, e);
    }
  }

  private static DataFormatException broken(RemoteFile remote, long done, IOException cause) {
    return new DataFormatException(
        Texts.of(
            "%s: expected the whole file, found that the connection broke after %,d bytes; try again, it goes on from there.",
            remote.address(), done),
        cause);
  }

  private static void requireRoom(RemoteFile remote, long bytes) throws DataFormatException {
    if (bytes > MAX_BYTES) {
      throw new DataFormatException(
          Texts.of(
              "%s: expected at most %,d bytes, found more; this is not the data set that is known here.",
              remote.address(), MAX_BYTES));
    }
  }

  private static void requireGood(RemoteFile remote, Path file, String remedy) throws IOException {
    Optional<String> expected = remote.md5();
    if (expected.isEmpty()) {
      return;
    }
    String found = md5(file);
    if (!found.equals(expected.get())) {
      throw new DataFormatException(
          Texts.of(
              "%s: expected the MD5 sum %s that its authors published, found %s; %s.",
              file, expected.get(), found, remedy));
    }
  }

  private static String md5(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must offer MD5", e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
