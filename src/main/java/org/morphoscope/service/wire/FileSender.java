package org.morphoscope.service.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.text.Texts;

/**
 * Sends the files of a part of a run: for each its name, its bytes in pieces, and what its bytes
 * hash to.
 */
public final class FileSender {
  private FileSender() {}

  /**
   * Sends, or answers with a sentence.
   *
   * @param link carries the frames
   * @param run the folder of the run
   * @param artefact which file
   * @throws IOException in one sentence
   */
  public static void send(Link link, Path run, Artefact artefact) throws IOException {
    Path place = run.resolve(artefact.path());
    if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) && !plain(place).isEmpty()) {
      sendAll(link, place);
    } else if (isPlain(place)) {
      send(link, place);
      done(link);
    } else {
      Results.send(
          link,
          MessageJson.object()
              .put(
                  "refused", Texts.of("The run has no %s; choose another part.", artefact.path())));
    }
  }

  /**
   * Sends the plain files of a folder.
   *
   * @param link to the other side
   * @param folder has the files
   * @throws IOException when one cannot be read or the link is cut
   */
  public static void sendAll(Link link, Path folder) throws IOException {
    for (Path file : plain(folder)) {
      send(link, file);
    }
    done(link);
  }

  /**
   * Says that nothing more comes.
   *
   * @param link to the other side
   * @throws IOException when the link is cut
   */
  public static void done(Link link) throws IOException {
    Results.send(link, MessageJson.object().put("done", true));
  }

  private static List<Path> plain(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(FileSender::isPlain).sorted().toList();
    }
  }

  private static boolean isPlain(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void send(Link link, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      send(link, file.getFileName().toString(), in);
    }
  }

  /**
   * Sends one file.
   *
   * @param link to the other side
   * @param name of the file, without a folder
   * @param in its bytes; not closed here
   * @throws IOException when it cannot be read or the link is cut
   */
  public static void send(Link link, String name, InputStream in) throws IOException {
    Results.send(link, MessageJson.object().put("file", name));
    MessageDigest digest = sha256();
    for (byte[] piece = in.readNBytes(StreamLink.PIECE);
        piece.length > 0;
        piece = in.readNBytes(StreamLink.PIECE)) {
      digest.update(piece);
      link.send(Frame.of(Kind.PART, piece));
    }
    Results.send(
        link, MessageJson.object().put("sha256", HexFormat.of().formatHex(digest.digest())));
  }

  /** {@return a fresh digest of the kind that goes with every file} */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must offer SHA-256", e);
    }
  }
}
