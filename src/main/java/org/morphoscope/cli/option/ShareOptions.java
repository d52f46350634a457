package org.morphoscope.cli.option;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.morphoscope.study.compare.Share;
import org.morphoscope.text.Texts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which runs of a comparison one process plays. */
public final class ShareOptions {
  private static final Pattern PART = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--part",
      paramLabel = "I/N",
      description =
          "Play the I-th of N parts of the runs and write no tables: for N tasks of an array job on"
              + " one shared folder. Runs that wait for those of another part are left; the same"
              + " command goes on with them. The command without --part writes the tables.")
  private String part;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "RUN",
      description =
          "Play only these runs, named as their folders, and write no tables; several with commas.")
  private List<String> only = List.of();

  /** {@return the runs that are played here; wrong usage is told in one sentence} */
  public Share share() {
    if (part != null && !only.isEmpty()) {
      throw usage("expected --part or --only, found both");
    }
    if (!only.isEmpty()) {
      return Share.of(only);
    }
    if (part == null) {
      return Share.all();
    }
    Matcher numbers = PART.matcher(part);
    if (!numbers.matches()) {
      throw usage(Texts.of("--part: expected a part of several such as 2/8, found '%s'", part));
    }
    try {
      return Share.part(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
    } catch (IllegalArgumentException e) {
      throw usage("--part: " + e.getMessage());
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
