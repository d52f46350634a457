package org.morphoscope.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.Diagnostics;
import org.morphoscope.cli.print.Errors;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code morphoscope doctor}: what this machine has, and whether the engine works on it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Shows versions, device and memory, and runs a small self-test.")
final class DoctorCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(DoctorCommand.class);
  private static final double GIB = 1L << 30;

  private final CliEnvironment environment;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  /** What was found, by the name that a person sees. */
  private final Map<String, String> found = new LinkedHashMap<>();

  /** A question to the machine. */
  @FunctionalInterface
  private interface Check {
    String run() throws Exception;
  }

  DoctorCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    found.clear();
    PrintWriter out = spec.commandLine().getOut();
    Diagnostics diagnostics = environment.diagnostics();
    line(out, "Morphoscope", environment.version());
    diagnostics.versions().forEach((name, version) -> line(out, name, version));
    Runtime runtime = Runtime.getRuntime();
    line(out, "Memory", Texts.of("%.1f GiB for Java", runtime.maxMemory() / GIB));
    line(out, "Processors", Integer.toString(runtime.availableProcessors()));
    line(out, "Log", environment.log().toString());
    boolean healthy = check(out, "Engine", diagnostics::backend);
    healthy = healthy && check(out, "Self-test", diagnostics::selfTest);
    if (json) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      found.forEach(object::put);
      out.println(object.put("healthy", healthy));
    } else {
      out.println(healthy ? "All is well." : "Something is wrong: see above and the log.");
    }
    out.flush();
    return healthy ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private boolean check(PrintWriter out, String name, Check check) {
    try {
      line(out, name, check.run());
      return true;
    } catch (Exception | LinkageError e) {
      LOG.error("doctor: {} failed", name, e);
      line(out, name, "failed: " + Errors.sentence(e));
      return false;
    }
  }

  private void line(PrintWriter out, String name, String text) {
    found.put(name, text);
    if (json) {
      return;
    }
    out.printf(Locale.ROOT, "%-12s %s%n", name, text);
    out.flush();
  }
}
