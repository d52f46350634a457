package org.morphoscope.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to write.
 *
 * @param file where to
 * @param body what; everything that can be wrong with it was looked at before
 */
public record FileContent(Path file, Body body) {
  /** Writes what a file holds, which need not fit into memory. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** A file whose bytes are at hand. */
  public FileContent(Path file, byte[] bytes) {
    this(file, (Body) out -> out.write(bytes));
  }

  /** Writes the file; one that is there is replaced. */
  public void save() throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      body.writeTo(out);
    }
  }
}
