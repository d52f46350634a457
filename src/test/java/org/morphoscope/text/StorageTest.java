package org.morphoscope.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @Test
  void aFolderHasRoomAndPerhapsOwners(@TempDir Path folder) throws IOException {
    assertTrue(Storage.free(folder) > 0);
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    assertEquals(posix, Storage.hasOwners(folder));
    assertEquals(
        Files.getFileStore(folder).supportsFileAttributeView("posix"), Storage.hasOwners(folder));
  }

  @Test
  void ofAPlaceThatIsNotThereNobodySaysHowMuchRoomThereIs(@TempDir Path folder) {
    assertThrows(IOException.class, () -> Storage.free(folder.resolve("no/such")));
  }
}
