package org.morphoscope.service.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.morphoscope.text.Texts;

/**
 * How the engine's process is started.
 *
 * @param command up to and without {@code serve}
 * @param environment variables that it gets where they are not set
 * @param log folder of its output and of reports of crashes
 */
public record EngineLaunch(List<String> command, Map<String, String> environment, Path log) {
  private static final int FIRST_THAT_WARNS = 24;

  /**
   * Copies the collections.
   *
   * @param command up to and without {@code serve}
   * @param environment variables that it gets where they are not set
   * @param log folder of its output and of reports of crashes
   */
  public EngineLaunch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * {@return this program again: an installed image by its own launcher, else Java with the same
   * classes}
   *
   * @param main class to start
   * @param log folder of logs
   * @param properties the system properties
   * @param variables the environment's variables
   */
  public static EngineLaunch ofThisProgram(
      String main, Path log, UnaryOperator<String> properties, UnaryOperator<String> variables) {
    String image = properties.apply("jpackage.app-path");
    List<String> command = new ArrayList<>();
    if (image != null) {
      command.add(image);
    } else {
      command.add(Path.of(properties.apply("java.home"), "bin", "java").toString());
      command.addAll(options(log, variables));
      command.addAll(EngineClasses.options(properties));
      String home = properties.apply("morphoscope.home");
      if (home != null) {
        command.add("-Dmorphoscope.home=" + home);
      }
      String user = properties.apply("user.home");
      command.add("-Duser.home=" + user);
      command.addAll(List.of("-cp", properties.apply("java.class.path"), main));
    }
    String threads = variables.apply("MORPHOSCOPE_THREADS");
    int all = Runtime.getRuntime().availableProcessors();
    // what a program of several threads and large arrays needs of the system's libraries, see the
    // launcher; a window that was started otherwise has none of it
    Map<String, String> environment =
        Map.of(
            "OMP_NUM_THREADS",
            threads == null || threads.isBlank() ? Integer.toString(all) : threads,
            "MALLOC_MMAP_THRESHOLD_",
            "262144",
            "GLIBC_TUNABLES",
            "glibc.malloc.hugetlb=1");
    return new EngineLaunch(command, environment, log);
  }

  private static List<String> options(Path log, UnaryOperator<String> variables) {
    List<String> options = new ArrayList<>();
    options.add("--add-modules=jdk.incubator.vector");
    if (Runtime.version().feature() >= FIRST_THAT_WARNS) {
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    options.add("-XX:MaxRAMPercentage=50");
    options.add("-XX:+ExitOnOutOfMemoryError");
    options.add("-XX:-CreateCoredumpOnCrash");
    options.add("-XX:ErrorFile=" + log.resolve("crash-%p.log").toString());
    for (String name : List.of("JAVA_OPTS", "MORPHOSCOPE_OPTS")) {
      String more = variables.apply(name);
      if (more != null) {
        // those that come later count
        options.addAll(List.of(more.strip().split("\\s+")));
      }
    }
    options.removeIf(String::isEmpty);
    return options;
  }

  /** Where the process writes what it has to say outside its log. */
  Path output() {
    return log.resolve("engine.out");
  }

  /** Where Java or a native library leaves the report of a crash. */
  Path crash(long process) {
    return log.resolve(Texts.of("crash-%d.log", process));
  }

  Process start(Path runs, Path socket) throws IOException {
    Files.createDirectories(log);
    List<String> whole = new ArrayList<>(command);
    whole.addAll(
        List.of("serve", "--private", "--runs", runs.toString(), "--socket", socket.toString()));
    ProcessBuilder builder = new ProcessBuilder(whole);
    environment.forEach((name, value) -> builder.environment().putIfAbsent(name, value));
    // pipes would end with this process
    File nothing = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    builder.redirectInput(nothing);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
    return builder.start();
  }
}
