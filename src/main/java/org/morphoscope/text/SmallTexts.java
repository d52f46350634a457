package org.morphoscope.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text files that people name and that are short if they are the right ones. */
public final class SmallTexts {
  /** Far more than a token, a key or a list of servers has. */
  static final int MOST_BYTES = 1 << 20;

  private SmallTexts() {}

  /**
   * {@return the text of a file}
   *
   * @param file may be a pipe
   * @param what it should hold, with its article
   * @throws IOException in one sentence with the file when it cannot be read, is too large or is
   *     not in UTF-8
   */
  public static String read(Path file, String what) throws IOException {
    byte[] bytes;
    if (Files.isDirectory(file)) {
      throw wrong(file, what, "a folder", null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw wrong(file, what, "no such file", e);
    } catch (IOException e) {
      throw wrong(file, what, Texts.of("that it cannot be read (%s)", reason(e)), e);
    }
    if (bytes.length > MOST_BYTES) {
      throw wrong(file, what, Texts.of("more than %,d bytes", MOST_BYTES), null);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw wrong(file, what, "bytes that are no text in UTF-8", e);
    }
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName();
    return name.equals("AccessDeniedException") ? "access is denied" : e.getMessage();
  }

  private static IOException wrong(Path file, String what, String found, IOException cause) {
    return new IOException(
        Texts.of("%s: expected %s, found %s; name another file.", file, what, found), cause);
  }
}
