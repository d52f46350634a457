package org.morphoscope.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of a command as a file for {@code --config}. */
public final class ConfigText {
  private static final Set<String> LEFT_OUT =
      Set.of(ConfigOptions.CONFIG, ConfigOptions.PRINT, "--help", "--version");

  private ConfigText() {}

  /**
   * {@return lines of TOML: an option that was given, or has a plain default, with its value, every
   * other one as a comment} Read again, they ask for the same.
   *
   * @param command one that was parsed
   */
  public static List<String> lines(CommandLine command) {
    ParseResult parsed = command.getParseResult();
    CommandSpec spec = command.getCommandSpec();
    List<String> lines = new ArrayList<>();
    lines.add("# morphoscope " + spec.name() + " --config FILE");
    for (OptionSpec option : spec.options()) {
      String name = option.longestName();
      if (option.hidden() || LEFT_OUT.contains(name) || !name.startsWith("--")) {
        continue;
      }
      String key = name.substring(2);
      boolean given = parsed.hasMatchedOption(name);
      lines.add("");
      lines.add("# " + meaning(option));
      if (option.arity().max() == 0) {
        lines.add((given ? "" : "# ") + key + " = " + (given ? "true" : "false"));
      } else if (given) {
        List<String> words = parsed.matchedOption(name).originalStringValues();
        lines.add(key + " = " + value(String.join(",", words)));
      } else if (option.defaultValue() != null) {
        lines.add(key + " = " + value(option.defaultValue()));
      } else {
        lines.add("# " + key + " = ");
      }
    }
    return lines;
  }

  private static String meaning(OptionSpec option) {
    return Texts.of("%s", String.join(" ", option.description()))
        .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
        .replace("%%", "%")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String value(String word) {
    boolean plain = word.matches("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?|true|false");
    return plain ? word : Toml.quoted(word);
  }
}
