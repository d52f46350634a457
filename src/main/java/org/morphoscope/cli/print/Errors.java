package org.morphoscope.cli.print;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.morphoscope.text.Names;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Whatever goes wrong is one sentence on standard error. */
public final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private Errors() {}

  /**
   * {@return the exit code of wrong usage, once the sentence was printed, and where to read more}
   *
   * @param e what the parser says
   * @param arguments the whole command line
   */
  public static int usage(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    String message = told(e);
    PrintWriter err = line.getErr();
    err.printf(
        Locale.ROOT,
        "%s; see '%s --help'.%n",
        message.endsWith(".") ? message.substring(0, message.length() - 1) : message,
        line.getCommandSpec().qualifiedName());
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** What picocli says in several lines begins with the sentence. */
  private static String told(ParameterException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    return Names.shown(message.lines().filter(l -> !l.isBlank()).findFirst().orElse("wrong usage"));
  }

  /**
   * {@return the exit code of a failure, once it was printed: expected failures carry their
   * sentence, the rest is a bug}
   *
   * @param e what the command threw
   * @param line the command
   * @param parsed what was understood of the command line
   */
  public static int failure(Exception e, CommandLine line, ParseResult parsed) {
    // an error, as opposed to an exception, comes wrapped
    boolean wrapped = e instanceof ExecutionException && e.getCause() != null;
    Throwable cause = wrapped ? e.getCause() : e;
    LOG.error("command failed", cause);
    PrintWriter err = line.getErr();
    err.println(sentence(cause));
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * {@return the sentence that a person is told of any failure, in one line; of some, with a list
   * behind it}
   *
   * @param e any failure
   */
  public static String sentence(Throwable e) {
    if (e instanceof UncheckedIOException unchecked) {
      return sentence(unchecked.getCause());
    }
    String message = e.getMessage();
    if (e instanceof OutOfMemoryError) {
      return "Memory ran out: choose a smaller batch or fewer images, or give Java more memory with"
          + " -Xmx, for example MORPHOSCOPE_OPTS=-Xmx8g.";
    }
    if (e instanceof FileSystemException system && bare(system)) {
      return Names.shown(
          Texts.of("%s: %s; check the path and the rights.", system.getFile(), reason(system)));
    }
    boolean told =
        (e instanceof IOException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException)
            && message != null
            && !message.isBlank();
    return Names.shownWithList(
        told
            ? message.strip()
            : Texts.of(
                "The program failed (%s%s); the log file has the details.",
                e.getClass().getSimpleName(), message == null ? "" : ": " + message));
  }

  /** An exception of the JDK whose message is little more than the path. */
  private static boolean bare(FileSystemException e) {
    return e.getFile() != null && e.getClass().getPackageName().startsWith("java.");
  }

  private static String reason(FileSystemException e) {
    if (e.getReason() != null) {
      return e.getReason();
    }
    return switch (e.getClass().getSimpleName()) {
      case "NoSuchFileException" -> "no such file or folder";
      case "AccessDeniedException" -> "access is denied";
      case "FileAlreadyExistsException" -> "there is a file of this name";
      case "DirectoryNotEmptyException" -> "the folder is not empty";
      case "NotDirectoryException" -> "not a folder";
      default -> "it cannot be used (" + e.getClass().getSimpleName() + ")";
    };
  }
}
