package org.morphoscope.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * What a place on a disk is like. In a root of its own (chroot, some sandboxes) Java does not find
 * the file system among the mounts that it can see; then the place itself is asked.
 */
public final class Storage {
  private Storage() {}

  /**
   * {@return bytes that are free}
   *
   * @param place an existing file or folder
   * @throws IOException when nobody says
   */
  public static long free(Path place) throws IOException {
    try {
      return Files.getFileStore(place).getUsableSpace();
    } catch (IOException e) {
      long bytes = place.toFile().getUsableSpace(); // 0 when it is not known
      if (bytes == 0) {
        throw e;
      }
      return bytes;
    }
  }

  /**
   * {@return whether files there have an owner and permissions}
   *
   * @param place an existing file or folder
   */
  public static boolean hasOwners(Path place) {
    try {
      return Files.getFileStore(place).supportsFileAttributeView(PosixFileAttributeView.class);
    } catch (IOException e) {
      return Files.getFileAttributeView(place, PosixFileAttributeView.class) != null;
    }
  }
}
