package org.morphoscope.ui.session;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.morphoscope.ui.look.CommandRunner;

/**
 * The machine around the window.
 *
 * @param home folder of the program, where {@code samples} lies
 * @param system name of the operating system
 * @param commands asks programs of the system, for its theme
 * @param versions names and versions of what runs here, in the order to show them; may read files
 */
public record HostEnvironment(
    Path home, String system, CommandRunner commands, Supplier<Map<String, String>> versions) {
  /** {@return a machine that tells nothing} */
  public static HostEnvironment unknown() {
    return new HostEnvironment(Path.of(""), "unknown", CommandRunner.none(), Map::of);
  }
}
