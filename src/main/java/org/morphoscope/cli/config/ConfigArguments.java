package org.morphoscope.cli.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Puts the options of a file in the place of {@code --config}. */
public final class ConfigArguments {
  private static final Set<String> NOT_IN_FILES =
      Set.of(ConfigOptions.CONFIG, ConfigOptions.PRINT, "--help", "--version");

  private ConfigArguments() {}

  /**
   * {@return the words of the command line with those of the file that {@code --config} names
   * behind them}
   *
   * @param root the whole command line
   * @param words as a person gave them
   * @throws ParameterException in one sentence when the file cannot be used, or has a key that is
   *     no option of the command, with the nearest one that is
   */
  public static String[] expanded(CommandLine root, String[] words) {
    CommandLine command = words.length == 0 ? null : root.getSubcommands().get(words[0]);
    OptionSpec config =
        command == null ? null : command.getCommandSpec().findOption(ConfigOptions.CONFIG);
    String name = config == null ? null : file(words);
    if (name == null) {
      return words;
    }
    List<String> all = new ArrayList<>(Arrays.asList(words));
    try {
      Path file = Path.of(name);
      for (Map.Entry<String, List<String>> entry : ConfigFile.read(file).entrySet()) {
        String option = "--" + entry.getKey();
        OptionSpec known = command.getCommandSpec().findOption(option);
        if (known == null || NOT_IN_FILES.contains(option)) {
          throw unknown(file, entry.getKey(), command.getCommandSpec());
        }
        if (!isGiven(option, words)) {
          add(file, known, option, entry.getValue(), all);
        }
      }
    } catch (IOException | InvalidPathException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
    return all.toArray(String[]::new);
  }

  private static String file(String[] words) {
    for (int i = 1; i < words.length; i++) {
      if (words[i].startsWith(ConfigOptions.CONFIG + "=")) {
        return words[i].substring(ConfigOptions.CONFIG.length() + 1);
      }
      if (words[i].equals(ConfigOptions.CONFIG) && i + 1 < words.length) {
        return words[i + 1];
      }
    }
    return null;
  }

  private static boolean isGiven(String option, String[] words) {
    return Arrays.stream(words)
        .anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
  }

  private static void add(
      Path file, OptionSpec known, String option, List<String> values, List<String> to)
      throws IOException {
    boolean flag = known.arity().max() == 0;
    if (!flag) {
      to.add(option + "=" + String.join(",", values));
    } else if (values.equals(List.of("true"))) {
      to.add(option);
    } else if (!values.equals(List.of("false"))) {
      throw ConfigFile.fault(
          file,
          ", key \"" + option.substring(2) + "\"",
          "true or false",
          "'" + String.join(",", values) + "'",
          "correct the value");
    }
  }

  private static IOException unknown(Path file, String key, CommandSpec command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      if (!option.hidden() && !NOT_IN_FILES.contains(option.longestName())) {
        names.add(option.longestName().substring(2));
      }
    }
    String nearest =
        names.stream().min(Comparator.comparingInt(name -> distance(key, name))).orElse("");
    return ConfigFile.fault(
        file,
        "",
        Texts.of("options of %s", command.name()),
        Texts.of("\"%s\"", key),
        Texts.of("did you mean \"%s\"?", nearest));
  }

  /** Letters to insert, delete or change to make one word of the other (Levenshtein 1966). */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
