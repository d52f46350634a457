package org.morphoscope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.morphoscope.cli.option.SeedNetFile;
import org.morphoscope.cli.option.SeedStyleOptions;
import org.morphoscope.journal.ArchitectureFile;
import org.morphoscope.net.NetworkSpec;
import org.morphoscope.net.Resources;
import org.morphoscope.net.SeedNetworks;
import org.morphoscope.net.TensorShape;
import org.morphoscope.net.WidthGroup;
import org.morphoscope.text.Names;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope architecture}: seed nets as files. */
@Command(
    name = "architecture",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Prints a seed net as the JSON file that --seed-net takes, to be changed by hand; or checks"
            + " such a file, or a net of another tool with its weights, tells what grows in it, and"
            + " names everything that keeps it from being grown.",
    footer = {
      "",
      "Example: morphoscope architecture resnet-small > my-net.json",
      "         morphoscope grow --seed-net my-net.json",
      "         morphoscope architecture trained.onnx"
    })
public final class ArchitectureCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NET",
      description =
          "Name of a seed net, or a file to check: .json, .onnx or .zip of DeepLearning4J.")
  private String net;

  @Mixin private SeedStyleOptions style;

  @Option(names = "--schema", description = "Print the JSON schema of such files.")
  private boolean schema;

  @Option(
      names = "--input",
      paramLabel = "C,H,W",
      split = ",",
      arity = "1",
      defaultValue = "3,32,32",
      description =
          "Channels, height and width of the images, where a file does not tell them (default:"
              + " ${DEFAULT-VALUE}).")
  private int[] input;

  @Option(
      names = "--classes",
      paramLabel = "K",
      defaultValue = "10",
      description = "Number of classes (default: ${DEFAULT-VALUE}).")
  private int classes;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (schema) {
      out.print(schemaText());
      out.flush();
      return 0;
    }
    if (net == null) {
      throw new IllegalArgumentException(
          "expected the name of a seed net, a .json file or --schema, found nothing");
    }
    if (input.length != 3) {
      throw new IllegalArgumentException("--input: expected C,H,W, found other than 3 numbers");
    }
    TensorShape shape = new TensorShape(input[0], input[1], input[2]);
    if (net.endsWith(".json")) {
      describe(ArchitectureFile.read(Path.of(net)), out);
    } else if (SeedNetFile.isOne(net)) {
      return check(new SeedNetFile(Path.of(net)), shape, out);
    } else {
      out.print(ArchitectureFile.write(SeedNetworks.create(net, shape, classes, style.style())));
    }
    out.flush();
    return 0;
  }

  /** Whether {@code grow} takes a file, with everything that keeps it from doing so. */
  private int check(SeedNetFile file, TensorShape shape, PrintWriter out) throws IOException {
    SeedNetFile.Check check = file.check(shape);
    if (check.model().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      check.problems().forEach(problem -> err.println(Names.shown(problem)));
      err.flush();
      return CommandLine.ExitCode.SOFTWARE;
    }
    describe(check.model().get().spec(), out);
    check.model().get().notices().forEach(notice -> out.println(Names.shown(notice)));
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static void describe(NetworkSpec net, PrintWriter out) {
    Resources resources = Resources.of(net);
    out.printf(
        Locale.ROOT,
        "%s: %,d parameters, %,d multiply-accumulates per image, %d layers, %d width groups%n",
        net,
        resources.parameters(),
        resources.multiplyAccumulates(),
        net.layers().size(),
        net.groups().size());
    for (WidthGroup group : net.groups()) {
      String members =
          String.join(", ", group.members().stream().map(l -> net.layer(l).id()).toList());
      out.printf(Locale.ROOT, "  %d channels: %s%n", group.width(), members);
    }
  }

  private static String schemaText() throws IOException {
    try (InputStream in = ArchitectureFile.class.getResourceAsStream("architecture.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
