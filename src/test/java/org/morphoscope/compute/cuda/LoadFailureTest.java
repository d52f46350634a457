package org.morphoscope.compute.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.NativeLibrary;
import org.junit.jupiter.api.Test;

class LoadFailureTest {
  @Test
  void aLibraryThatIsNotThereIsNamedWithoutTheClassPath() {
    UnsatisfiedLinkError e =
        assertThrows(
            UnsatisfiedLinkError.class, () -> NativeLibrary.getInstance("libnot-there.so.7"));
    String reason = LoadFailure.reason(e);
    assertTrue(reason.startsWith("Unable to load library 'libnot-there.so.7'"), reason);
    assertFalse(reason.contains("resource path") || reason.contains(".jar"), reason);
    assertEquals(1, reason.lines().count());
  }

  @Test
  void aReasonThatIsToldTwiceIsToldOnce() {
    assertEquals(
        "Unable to load library 'x': x: no such file",
        LoadFailure.reason(
            new UnsatisfiedLinkError(
                "Unable to load library 'x':\nx: no such file\nx: no such file\n"
                    + "Native library (linux/x) not found in resource path (a.jar:b.jar)")));
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
