package org.morphoscope.service.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    List<Path> files;
    if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> entries = Files.list(place)) {
        files = entries.filter(FileSender::isPlain).sorted().toList();
      }
    } else {
      files = isPlain(place) ? List.of(place) : List.of();
    }
    if (files.isEmpty()) {
      result(
          link,
          MessageJson.object()
              .put(
                  "refused", Texts.of("The run has no %s; choose another part.", artefact.path())));
      return;
    }
    for (Path file : files) {
      send(link, file);
    }
    result(link, MessageJson.object().put("done", true));
  }

  private static boolean isPlain(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void send(Link link, Path file) throws IOException {
    result(link, MessageJson.object().put("file", file.getFileName().toString()));
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      for (byte[] piece = in.readNBytes(StreamLink.PIECE);
          piece.length > 0;
          piece = in.readNBytes(StreamLink.PIECE)) {
        digest.update(piece);
        link.send(Frame.of(Kind.PART, piece));
      }
    }
    result(link, MessageJson.object().put("sha256", HexFormat.of().formatHex(digest.digest())));
  }

  private static void result(Link link, ObjectNode node) throws IOException {
    link.send(Frame.of(Kind.RESULT, MessageJson.bytes(node)));
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
