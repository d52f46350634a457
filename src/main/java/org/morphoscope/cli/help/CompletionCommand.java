package org.morphoscope.cli.help;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code morphoscope completion}: the shell's completion of commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a script by which a shell completes commands, options and file names.",
    footer = {
      "",
      "bash: source <(morphoscope completion bash)",
      "zsh:  source <(morphoscope completion zsh)",
      "in ~/.bashrc or ~/.zshrc, or the output as a file there."
    })
public final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Shells that there is a script for. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(script(spec.root().commandLine(), shell.name().toLowerCase(Locale.ROOT)));
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  /** The script of a shell; zsh reads that of bash once its own completion is there. */
  static String script(CommandLine root, String shell) {
    String bash = AutoComplete.bash(root.getCommandName(), root);
    return shell.equals("zsh")
        ? "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
            + bash
        : bash;
  }
}
