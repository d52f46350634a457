package org.morphoscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.morphoscope.cli.environment.CliEnvironment;

class WindowLauncherTest {
  private final StringWriter err = new StringWriter();

  private int open(Map<String, String> variables, CliEnvironment.Window window) throws Exception {
    CliEnvironment environment =
        new CliEnvironment(
            "0.0-test",
            threads -> null,
            precision -> null,
            window,
            null,
            action -> () -> {},
            false,
            variables::get,
            Map.of("os.name", "Linux")::get,
            Path.of("log"),
            null,
            () -> 0);
    return new WindowLauncher(environment, new PrintWriter(err, true))
        .open(CliEnvironment.First.nothing());
  }

  private void assertToldInOneSentence(String part) {
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains(part), err.toString());
    assertTrue(err.toString().contains("commands, which need no screen"), err.toString());
  }

  @Test
  void withoutADisplayNoWindowIsTried() throws Exception {
    int code =
        open(
            Map.of(),
            run -> {
              throw new AssertionError("opened");
            });

    assertEquals(1, code);
    assertToldInOneSentence("neither DISPLAY nor WAYLAND_DISPLAY is set");
  }

  @Test
  void aDisplayWithoutAScreenIsToldByItsName() throws Exception {
    int code =
        open(
            Map.of("DISPLAY", ":99"),
            run -> {
              throw new UnsupportedOperationException("Unable to open DISPLAY");
            });

    assertEquals(1, code);
    assertToldInOneSentence("DISPLAY=:99");
  }

  @Test
  void anotherFailureOfTheWindowStaysWhatItIs() {
    UnsupportedOperationException failure = new UnsupportedOperationException("no such thing");

    assertSame(
        failure,
        assertThrows(
            UnsupportedOperationException.class,
            () ->
                open(
                    Map.of("DISPLAY", ":0"),
                    run -> {
                      throw failure;
                    })));
  }
}
