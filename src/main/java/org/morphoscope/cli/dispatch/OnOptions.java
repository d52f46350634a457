package org.morphoscope.cli.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.morphoscope.text.Texts;
import picocli.CommandLine.Option;

/** Where the runs of a study are computed, when not in this process. */
public final class OnOptions {
  private static final String MAIN = "org.morphoscope.spark.RunDriver";

  @Option(
      names = "--on",
      paramLabel = "MASTER",
      description =
          "Play each run in a process of its own on the machines of Apache Spark: local[N],"
              + " local-cluster[..], spark://HOST:PORT, k8s://.. SPARK_HOME names Spark's folder,"
              + " MORPHOSCOPE_SPARK the jar that src/spark makes (default: SPARK_HOME/"
              + "morphoscope-spark.jar). --threads is then the number for each run, and --parallel"
              + " how many are handed out at once (default: all).")
  private String master;

  @Option(
      names = "--on-program",
      paramLabel = "F",
      description = "The starter of this program on those machines (default: as here).")
  private String program;

  @Option(
      names = "--on-return",
      description =
          "Bring the run folders back: those machines share no disk with this one. Data that lies"
              + " in files must be there under the same path.")
  private boolean brought;

  @Option(
      names = "--on-conf",
      paramLabel = "KEY=VALUE",
      description = "A setting of Spark; may be repeated.")
  private List<String> settings = List.of();

  /** {@return whether runs are computed elsewhere} */
  public boolean given() {
    return master != null;
  }

  /** {@return whether run folders are brought back} */
  public boolean brought() {
    return brought;
  }

  /**
   * {@return the starter of this program on the other machines}
   *
   * @param properties the system properties
   * @throws IOException in one sentence when this program was not started by one
   */
  public String program(UnaryOperator<String> properties) throws IOException {
    if (program != null) {
      return program;
    }
    String home = properties.apply("morphoscope.home");
    Optional<Path> own =
        Optional.ofNullable(home).map(folder -> Path.of(folder, "bin", "morphoscope"));
    if (own.isEmpty() || !Files.exists(own.get())) {
      throw new IOException(
          "--on: expected a program that was started by its own starter, found another start; name"
              + " the starter with --on-program.");
    }
    return own.get().toString();
  }

  /**
   * {@return the command that starts Spark's side}
   *
   * @param threads of each run, so many cores does a task take
   * @param java folder of this Java
   * @param variables the environment's variables, null where not set
   * @throws IOException in one sentence when something of it is not there
   */
  public List<String> command(int threads, String java, UnaryOperator<String> variables)
      throws IOException {
    Path spark = Path.of(Optional.ofNullable(variables.apply("SPARK_HOME")).orElse(""));
    Path jars = spark.resolve("jars");
    if (!Files.isDirectory(jars)) {
      throw new IOException(
          Texts.of(
              "--on: expected Spark's folder in SPARK_HOME, found '%s' without a folder jars; set"
                  + " it, or make one with mvn -f src/spark/pom.xml package.",
              spark));
    }
    String named = variables.apply("MORPHOSCOPE_SPARK");
    Path jar = named == null ? spark.resolve("morphoscope-spark.jar") : Path.of(named);
    if (!Files.isRegularFile(jar)) {
      throw new IOException(
          Texts.of(
              "--on: expected the jar that mvn -f src/spark/pom.xml package makes, found no file"
                  + " %s; name it in MORPHOSCOPE_SPARK.",
              jar));
    }
    List<String> command = new ArrayList<>();
    Path submit = spark.resolve("bin").resolve("spark-submit");
    if (Files.isExecutable(submit)) {
      command.add(submit.toString());
    } else {
      command.add(Path.of(java, "bin", "java").toString());
      command.addAll(List.of("-cp", jars + "/*", "org.apache.spark.deploy.SparkSubmit"));
    }
    command.addAll(List.of("--master", master, "--class", MAIN));
    command.addAll(List.of("--conf", "spark.task.cpus=" + threads));
    settings.forEach(setting -> command.addAll(List.of("--conf", setting)));
    command.add(jar.toAbsolutePath().toString());
    return command;
  }
}
