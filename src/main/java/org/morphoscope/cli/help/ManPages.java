package org.morphoscope.cli.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands as pages of {@code man}, in the macros of {@code man(7)}: one of the program and one
 * of each command, by the name of its file.
 */
public final class ManPages {
  private final String program;

  /**
   * @param version of the program
   */
  public ManPages(String version) {
    // the build makes the pages before the program has its number
    this.program = version.equals("development") ? "Morphoscope" : "Morphoscope " + version;
  }

  /**
   * {@return the text of every page by its file's name, such as {@code morphoscope-grow.1}}
   *
   * @param root the whole command line
   */
  public Map<String, String> of(CommandLine root) {
    Map<String, String> pages = new LinkedHashMap<>();
    collect(root, pages);
    return pages;
  }

  private void collect(CommandLine command, Map<String, String> to) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.usageMessage().hidden()) {
      return;
    }
    to.put(file(spec), page(spec));
    command.getSubcommands().values().forEach(below -> collect(below, to));
  }

  private static String file(CommandSpec spec) {
    return spec.qualifiedName("-") + ".1";
  }

  private String page(CommandSpec spec) {
    String name = spec.qualifiedName("-");
    List<String> lines = new ArrayList<>();
    lines.add(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" 1 \"\" \"" + program + "\"");
    lines.add(".SH NAME");
    String description = prose(spec.usageMessage().description());
    lines.add(escaped(name) + " \\- " + escaped(firstClause(description)));
    lines.add(".SH SYNOPSIS");
    lines.add("\\fB" + escaped(spec.qualifiedName()) + "\\fR" + synopsis(spec));
    lines.add(".SH DESCRIPTION");
    lines.add(text(description));
    arguments(spec, lines);
    commands(spec, lines);
    footer(spec, lines);
    lines.add(".SH SEE ALSO");
    lines.add(
        spec.parent() == null ? "The user guide." : "\\fBmorphoscope\\fR(1), the user guide.");
    return String.join("\n", lines) + "\n";
  }

  private static String firstClause(String description) {
    int end = description.indexOf(". ");
    String first = end < 0 ? description : description.substring(0, end);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private static String synopsis(CommandSpec spec) {
    StringBuilder text = new StringBuilder();
    for (PositionalParamSpec each : spec.positionalParameters()) {
      text.append(" \\fI").append(escaped(each.paramLabel())).append("\\fR");
      text.append(each.arity().max() > 1 ? "..." : "");
    }
    if (!spec.subcommands().isEmpty()) {
      text.append(" \\fICOMMAND\\fR");
    }
    return text + (spec.options().isEmpty() ? "" : " [\\fIOPTIONS\\fR]");
  }

  private static void arguments(CommandSpec spec, List<String> to) {
    to.add(".SH OPTIONS");
    for (PositionalParamSpec each : spec.positionalParameters()) {
      argument("\\fI" + escaped(each.paramLabel()) + "\\fR", each, to);
    }
    for (OptionSpec each : spec.options()) {
      if (!each.hidden()) {
        String names =
            String.join(
                ", ",
                java.util.Arrays.stream(each.names())
                    .map(n -> "\\fB" + escaped(n) + "\\fR")
                    .toList());
        boolean valued = each.arity().max() > 0;
        argument(names + (valued ? " \\fI" + escaped(each.paramLabel()) + "\\fR" : ""), each, to);
      }
    }
  }

  private static void argument(String names, ArgSpec each, List<String> to) {
    to.add(".TP");
    to.add(names);
    to.add(
        text(
            prose(each.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(each.defaultValue()))));
  }

  private static void commands(CommandSpec spec, List<String> to) {
    if (spec.subcommands().isEmpty()) {
      return;
    }
    to.add(".SH COMMANDS");
    for (CommandLine each : spec.subcommands().values()) {
      CommandSpec below = each.getCommandSpec();
      if (!below.usageMessage().hidden()) {
        to.add(".TP");
        to.add("\\fB" + escaped(below.qualifiedName("-")) + "\\fR(1)");
        to.add(text(firstClause(prose(below.usageMessage().description())) + "."));
      }
    }
  }

  private static void footer(CommandSpec spec, List<String> to) {
    String[] footer = spec.usageMessage().footer();
    if (footer.length > 0) {
      to.add(".SH NOTES");
      to.add(".nf");
      for (String line : footer) {
        to.add(line.isBlank() ? ".sp" : text(line.replace("%%", "%")));
      }
      to.add(".fi");
    }
  }

  private static String prose(String[] lines) {
    return String.join(" ", lines).replace("%%", "%").replaceAll("\\s+", " ").strip();
  }

  /** A line that begins with a point or an apostrophe would be a macro. */
  private static String text(String line) {
    String safe = escaped(line);
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
