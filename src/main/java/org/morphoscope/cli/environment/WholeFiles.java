package org.morphoscope.cli.environment;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.morphoscope.export.FileContent;
import org.morphoscope.text.Texts;

/** Writes files at once. */
public final class WholeFiles {
  private WholeFiles() {}

  /**
   * The last part of a path; empty for the root of a file system.
   *
   * @param file the place of the file
   * @return the last part of the path
   */
  public static String name(Path file) {
    return file.getFileName() == null ? "" : file.getFileName().toString();
  }

  /**
   * Makes the folder when it is missing, and replaces an older file in one step.
   *
   * @param file the place of the file
   * @param bytes the whole content
   * @throws IOException in one sentence
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(new FileContent(file, bytes));
  }

  /**
   * The same for content that need not fit into memory.
   *
   * @param content written when it is asked for
   * @throws IOException in one sentence
   */
  public static void write(FileContent content) throws IOException {
    Path file = content.file();
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      content.save();
    } catch (IOException e) {
      throw unwritable(file, "--out", e);
    }
  }

  /**
   * {@return the sentence for a file that cannot be written}
   *
   * @param file the place of the file
   * @param option chooses another place
   * @param e what the system says
   */
  public static IOException unwritable(Path file, String option, IOException e) {
    String reason =
        e instanceof FileSystemException system && system.getReason() != null
            ? system.getReason()
            : e.getClass().getSimpleName().replace("Exception", "");
    return new IOException(
        Texts.of("%s: cannot be written (%s); choose another place with %s.", file, reason, option),
        e);
  }
}
