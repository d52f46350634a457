package org.morphoscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Writes archives with another Java of the same kind: this one would have to stand still for
 * seconds.
 */
record ArchivingJava(UnaryOperator<String> properties) implements ClassArchive.Writer {
  /** The first Java that knows, and wants, the options on libraries with native code. */
  private static final int FIRST_TO_WARN = 24;

  @Override
  public boolean write(Path classes, Path archive) throws IOException, InterruptedException {
    return new ProcessBuilder(command(classes, archive))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  List<String> command(Path classes, Path archive) {
    List<String> command = new ArrayList<>();
    if (!properties.apply("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
      // the engine and the window come first
      command.addAll(List.of("nice", "-n", "19"));
    }
    command.addAll(
        List.of(
            Path.of(properties.apply("java.home"), "bin", "java").toString(),
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + classes,
            "-XX:SharedArchiveFile=" + archive,
            // what it says if it crashes belongs beside the archive, not where the user stands
            "-XX:ErrorFile=" + archive + ".crash",
            "--add-modules=jdk.incubator.vector"));
    if (Integer.parseInt(properties.apply("java.specification.version")) >= FIRST_TO_WARN) {
      // as the launcher has it: with other modules or rights Java uses the archive in part only
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", properties.apply("java.class.path")));
    return command;
  }
}
