package org.morphoscope.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.morphoscope.text.Texts;

/** Reads a model's file whole, within a limit. */
public final class ModelBytes {
  /** Far above any net that grows on one machine. */
  public static final int MAX_BYTES = 1 << 27;

  private ModelBytes() {}

  /**
   * {@return what the decoder makes of the bytes}
   *
   * @param <T> what the decoder makes
   * @param file the file; read whole
   * @param what kind of file in words, for the message: {@code a safetensors file}
   * @param decode may refuse by an {@link UnsuitableException}
   * @throws ModelException in one sentence, also for what {@code decode} finds unsuitable
   */
  public static <T> T read(Path file, String what, Function<byte[], T> decode)
      throws ModelException {
    try {
      return decode.apply(bytes(file, what));
    } catch (UnsuitableException e) {
      throw ModelException.of(file, e);
    } catch (IOException e) {
      throw ModelException.unreadable(file, e);
    }
  }

  private static byte[] bytes(Path file, String what) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UnsuitableException("", what, "a folder", "choose the file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      // not the size the system tells: a pipe or a growing file has none
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UnsuitableException(
            "",
            Texts.of("%s of at most %d bytes", what, MAX_BYTES),
            "a larger file",
            "choose a smaller net");
      }
      return bytes;
    }
  }
}
