package org.morphoscope.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.morphoscope.journal.disk.Durable;

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
    /**
     * Writes the content from its beginning.
     *
     * @param out buffered or not; not closed here
     * @throws IOException when the stream refuses, or what is written cannot be read
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A file whose bytes are at hand.
   *
   * @param file where to
   * @param bytes all of it
   */
  public FileContent(Path file, byte[] bytes) {
    this(file, (Body) out -> out.write(bytes));
  }

  /**
   * Writes the file. One that is there is replaced in one step: whoever reads it meanwhile, and
   * whatever happens, there is the old file or the new one. A link is followed; a device or pipe is
   * written to.
   *
   * @throws IOException when the system refuses; an old file stays as it was then
   */
  public void save() throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      straight(file);
      return;
    }
    Path target = Files.exists(file) ? file.toRealPath() : file;
    try {
      Durable.replace(target, body::writeTo);
    } catch (AccessDeniedException e) {
      // a file that may be written in a folder that may not
      straight(target);
    }
  }

  private void straight(Path to) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
      body.writeTo(out);
    }
  }
}
