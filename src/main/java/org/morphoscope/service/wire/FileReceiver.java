package org.morphoscope.service.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.text.Texts;

/**
 * Takes what {@link FileSender} sends. A file counts when all of its bytes have come and hash to
 * what they should; no name leads out of the folder that it is put into.
 */
public final class FileReceiver {
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  private final Link link;
  private long left;

  /**
   * @param link to the other side
   * @param most bytes of all files together
   */
  public FileReceiver(Link link, long most) {
    this.link = link;
    this.left = most;
  }

  /** Told of what comes between files. */
  @FunctionalInterface
  public interface Between {
    /**
     * @param result that names no file
     * @throws IOException ends the transfer
     */
    void say(Fields result) throws IOException;
  }

  /**
   * Receives files until the other side says that it is done.
   *
   * @param place where a file of a plain name is put
   * @throws IOException in one sentence when one does not arrive whole
   */
  public void toDisk(Function<String, Path> place) throws IOException {
    receive(
        name -> {
          Path file = place.apply(name);
          Durable.replace(file, out -> copy(name, out));
        },
        result -> {});
  }

  /**
   * {@return the files by their names, in the order in which they came}
   *
   * @param between told of what comes between them
   * @throws IOException in one sentence when one does not arrive whole
   */
  public Map<String, byte[]> toMemory(Between between) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    receive(
        name -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          copy(name, bytes);
          files.put(name, bytes.toByteArray());
        },
        between);
    return files;
  }

  /** Takes one file. */
  @FunctionalInterface
  private interface Taker {
    void take(String name) throws IOException;
  }

  private void receive(Taker taker, Between between) throws IOException {
    try {
      for (Fields next = Results.of(link.receive());
          next.isNull("done");
          next = Results.of(link.receive())) {
        if (next.isNull("file")) {
          between.say(next);
          continue;
        }
        String name = next.text("file");
        if (!FILE.matcher(name).matches()) {
          throw new FrameException("expected the plain name of a file, found another.");
        }
        taker.take(name);
      }
    } catch (MalformedException e) {
      throw new FrameException("a file on its way: " + e.getMessage() + ".");
    }
  }

  private void copy(String name, OutputStream out) throws IOException {
    MessageDigest digest = FileSender.sha256();
    Frame frame = link.receive();
    for (; frame.kind() == Kind.PART; frame = link.receive()) {
      left -= frame.body().length;
      if (left < 0) {
        throw new RefusedException(
            Texts.of("%s: expected less data than this at once; send less.", name));
      }
      digest.update(frame.body());
      out.write(frame.body());
    }
    String expected = Results.of(frame).text("sha256");
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(expected)) {
      throw new IOException(
          Texts.of(
              "%s: expected bytes that hash to %s, found %s; fetch it again.",
              name, expected, found));
    }
  }
}
