package org.morphoscope.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.morphoscope.cli.Cli;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.help.ManPages;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands and options in user-guide.md are those of the program. */
class MadeOptionTablesTest {
  private static final Path GUIDE = Documents.site("user-guide.md");

  @Test
  void optionTables() throws IOException {
    StringBuilder text = new StringBuilder();
    CommandSpec root = line().getCommandSpec();
    text.append(prose(root.usageMessage().description())).append("\n\n");
    text.append(footer(root));
    commands().forEach((name, command) -> text.append(section(name, command)));
    Documents.requireMade(GUIDE, "commands", text.toString());
  }

  @Test
  void pagesOfMan() throws IOException {
    Path folder = Path.of("src/main/man/man1");
    Map<String, String> pages = new ManPages("development").of(line());
    boolean update = Boolean.getBoolean("update.docs");
    try (Stream<Path> files = Files.list(Files.createDirectories(folder))) {
      for (Path stale :
          files.filter(f -> !pages.containsKey(f.getFileName().toString())).toList()) {
        assertTrue(update, stale + " is of no command; " + Documents.COMMAND);
        Files.delete(stale);
      }
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = folder.resolve(page.getKey());
      if (update) {
        Files.writeString(file, page.getValue());
      } else {
        String found = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(page.getValue(), found, file + "; " + Documents.COMMAND);
      }
    }
  }

  @Test
  void everyOptionOfEveryCommandIsInTheGuide() throws IOException {
    optionTables();
    String guide = Files.readString(GUIDE);
    int options = 0;
    for (Map.Entry<String, CommandSpec> each : commands().entrySet()) {
      int from = guide.indexOf("### " + each.getKey() + "\n");
      assertTrue(from >= 0, "no section of " + each.getKey());
      int to = guide.indexOf("\n### ", from + 1);
      String section = guide.substring(from, to < 0 ? guide.length() : to);
      for (OptionSpec option : options(each.getValue())) {
        options++;
        assertTrue(
            section.contains("`" + option.longestName()),
            each.getKey() + " " + option.longestName());
      }
    }
    assertTrue(options > 80, options + " options");
  }

  @Test
  void optionsThatACommandRefusesAreNotListed() {
    List<String> compare = names(commands().get("morphoscope compare"));
    List<String> calibrate = names(commands().get("morphoscope calibrate"));
    assertTrue(compare.contains("--budget") && calibrate.contains("--data"));
    for (String refused : List.of("--strategy", "--pace", "--lambda")) {
      assertFalse(compare.contains(refused), "compare " + refused);
      assertFalse(calibrate.contains(refused), "calibrate " + refused);
    }
    assertFalse(calibrate.contains("--tail"));
  }

  private static List<String> names(CommandSpec command) {
    return options(command).stream().map(OptionSpec::longestName).toList();
  }

  /** Every command that does something, in the order of the help, by its full name. */
  private static Map<String, CommandSpec> commands() {
    Map<String, CommandSpec> found = new TreeMap<>();
    collect(line(), found);
    return found;
  }

  private static CommandLine line() {
    return Cli.create(environment(), Cli.tools(precision -> null, threads -> null));
  }

  private static void collect(CommandLine line, Map<String, CommandSpec> found) {
    CommandSpec spec = line.getCommandSpec();
    if (line.getSubcommands().isEmpty()) {
      found.put(spec.qualifiedName(), spec);
    }
    line.getSubcommands().values().forEach(sub -> collect(sub, found));
  }

  private static CliEnvironment environment() {
    return new CliEnvironment(
        "test",
        threads -> null,
        precision -> null,
        run -> {},
        null,
        action -> () -> {},
        false,
        name -> null,
        name -> null,
        Path.of("log"),
        Clock.systemUTC(),
        () -> 0);
  }

  /** Options but those for help and version, which every command has, and refused ones. */
  private static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream()
        .filter(o -> !o.usageHelp() && !o.versionHelp() && !o.hidden())
        .toList();
  }

  private static String section(String name, CommandSpec command) {
    StringBuilder text = new StringBuilder("### %s\n\n".formatted(name));
    text.append(prose(command.usageMessage().description())).append("\n\n");
    List<OptionSpec> shared = shared(name, command);
    List<OptionSpec> own = new ArrayList<>(options(command));
    own.removeAll(shared);
    if (!own.isEmpty() || !command.positionalParameters().isEmpty()) {
      text.append("| option | meaning |\n|---|---|\n");
      for (PositionalParamSpec parameter : command.positionalParameters()) {
        text.append(row("`" + parameter.paramLabel() + "`", parameter));
      }
      for (OptionSpec option : own) {
        text.append(row(names(option), option));
      }
      text.append('\n');
    }
    if (!shared.isEmpty()) {
      text.append("As with [`grow`](#morphoscope-grow): ");
      text.append(
          String.join(", ", shared.stream().map(o -> "`" + o.longestName() + "`").toList()));
      text.append(".\n\n");
    }
    return text + footer(command);
  }

  private static String footer(CommandSpec command) {
    String footer = String.join("\n", command.usageMessage().footer()).replace("%%", "%").strip();
    return footer.isEmpty() ? "" : "```text\n" + footer + "\n```\n\n";
  }

  /** Options that mean the same with {@code grow}, which are told there. */
  private static List<OptionSpec> shared(String name, CommandSpec command) {
    if (name.endsWith(" grow")) {
      return List.of();
    }
    CommandSpec grow = command.root().subcommands().get("grow").getCommandSpec();
    return options(command).stream()
        .filter(option -> grow.findOption(option.longestName()) != null)
        .filter(option -> meaning(option).equals(meaning(grow.findOption(option.longestName()))))
        .toList();
  }

  private static String names(OptionSpec option) {
    String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    boolean optional = option.arity().min() == 0 && option.arity().max() > 0;
    return "`" + option.longestName() + (optional ? "[=" + option.paramLabel() + "]" : label) + "`";
  }

  private static String row(String name, ArgSpec arg) {
    return "| %s | %s |\n".formatted(name.replace("|", "\\|"), meaning(arg).replace("|", "\\|"));
  }

  private static String meaning(ArgSpec arg) {
    String required = arg.required() && arg.isOption() ? " Required." : "";
    return prose(arg.description()) + required;
  }

  private static String prose(String[] lines) {
    return String.join(" ", lines).replace("%%", "%").replaceAll("\\s+", " ").strip();
  }
}
