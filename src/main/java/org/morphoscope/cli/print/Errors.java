package org.morphoscope.cli.print;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Whatever goes wrong is one sentence on standard error. */
public final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private Errors() {}

  /** Wrong usage: the sentence, and where to read more. */
  public static int usage(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    String message = e.getMessage().lines().findFirst().orElse("wrong usage");
    PrintWriter err = line.getErr();
    err.printf(
        Locale.ROOT,
        "%s; see '%s --help'.%n",
        message.endsWith(".") ? message.substring(0, message.length() - 1) : message,
        line.getCommandSpec().qualifiedName());
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** A command threw: expected failures carry their sentence, the rest is a bug. */
  public static int failure(Exception e, CommandLine line, ParseResult parsed) {
    LOG.error("command failed", e);
    PrintWriter err = line.getErr();
    err.println(sentence(e));
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  public static String sentence(Throwable e) {
    String message = e.getMessage();
    boolean told =
        (e instanceof IOException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException)
            && message != null
            && !message.isBlank();
    return told
        ? message
        : Texts.of(
            "The program failed (%s%s); the log file has the details.",
            e.getClass().getSimpleName(), message == null ? "" : ": " + message);
  }
}
