package org.morphoscope.service.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The archive of classes that makes starts faster, for the engine's process too: it maps the one
 * that the launcher named to the window, or, at the start that lists the classes, lists its own
 * beside the window's.
 */
public final class EngineClasses {
  /** Names the archive, set by the launcher. */
  public static final String ARCHIVE = "morphoscope.classes";

  /** Names the list of classes, set by the launcher at the start that makes one. */
  public static final String LIST = "morphoscope.classes.list";

  private static final int FIRST_WITH_OTHER_WORDS = 24;
  private static final int LAST_THAT_RELOCATES = 25;

  private EngineClasses() {}

  /**
   * {@return where the engine's process lists its classes}
   *
   * @param windows the list of the window's process
   */
  public static Path listBeside(Path windows) {
    return Path.of(windows + ".engine");
  }

  /** Options for Java, as the launcher has them. */
  static List<String> options(UnaryOperator<String> properties) {
    String archive = properties.apply(ARCHIVE);
    String list = properties.apply(LIST);
    List<String> options = new ArrayList<>();
    if (list != null) {
      options.add("-XX:DumpLoadedClassList=" + listBeside(Path.of(list)));
    } else if (archive != null && Files.isReadable(Path.of(archive))) {
      int java = Runtime.version().feature();
      options.add("-XX:SharedArchiveFile=" + archive);
      // one of another build is not used, which nobody needs to be told
      options.add("-Xlog:cds*=off");
      if (java >= FIRST_WITH_OTHER_WORDS) {
        options.add("-Xlog:aot*=off");
      }
      if (java <= LAST_THAT_RELOCATES) {
        options.add("-XX:+UnlockDiagnosticVMOptions");
        options.add("-XX:ArchiveRelocationMode=0");
      }
    }
    return options;
  }
}
