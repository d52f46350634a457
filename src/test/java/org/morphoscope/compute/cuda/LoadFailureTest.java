package org.morphoscope.compute.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.NativeLibrary;
import org.junit.jupiter.api.Test;

class LoadFailureTest {
  @Test
  void aLibraryThatIsNotThereIsNamedWithoutTheClassPath() {
    UnsatisfiedLinkError e =
        assertThrows(
            UnsatisfiedLinkError.class, () -> NativeLibrary.getInstance("libnot-there.so.7"));
    assertEquals("Unable to load library 'libnot-there.so.7'", LoadFailure.reason(e));
  }

  @Test
  void otherReasonsStayAsTheyAre() {
    assertEquals(
        "Error looking up function 'f': undefined symbol",
        LoadFailure.reason(
            new UnsatisfiedLinkError("Error looking up function 'f':\n undefined symbol ")));
    assertEquals("NoClassDefFoundError", LoadFailure.reason(new NoClassDefFoundError()));
  }
}
