package org.morphoscope.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.morphoscope.service.RunService;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.remote.ServerAddress;
import org.morphoscope.service.remote.ServerBook;
import org.morphoscope.service.remote.ServerWish;
import org.morphoscope.text.SmallTexts;
import org.morphoscope.text.Texts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The server that a command works on. */
public final class ConnectOption {
  private static final String TOKEN = "MORPHOSCOPE_TOKEN";

  @Option(
      names = "--connect",
      paramLabel = "HOST:PORT",
      description =
          "Work on the runs of this server, see 'serve'; RUN is then a name of its list. At first"
              + " HOST:PORT#FINGERPRINT, with what the server prints as its certificate.")
  private String server;

  @Option(
      names = "--token-file",
      paramLabel = "F",
      description =
          "File with a token of the server (default: MORPHOSCOPE_TOKEN, or what the window keeps).")
  private Path tokenFile;

  @Option(
      names = "--tls-ca",
      paramLabel = "F",
      description =
          "Trust a server whose certificate one of those in F (PEM) vouches for, by the name in it;"
              + " no fingerprint is needed then.")
  private Path authority;

  /** {@return whether a server is named} */
  public boolean isGiven() {
    return server != null;
  }

  /**
   * Connects.
   *
   * @param state folder of what is remembered from one start to the next
   * @param client name, version and pace of this program
   * @param variables the environment's variables, null where not set
   * @param spec the command, for its wrong usage
   * @return the server's runs
   * @throws IOException in one sentence when it cannot be
   */
  public RunService connect(
      Path state, ClientProfile client, UnaryOperator<String> variables, CommandSpec spec)
      throws IOException {
    ServerWish wish = wish(variables, spec).orElseThrow();
    return new ServerBook(
            state.resolve("servers.json"), state.resolve("remote"), client, wish.authority())
        .connect(wish.address(), Optional.empty(), wish.token(), false);
  }

  /**
   * {@return the server that is named; empty when none is}
   *
   * @param variables the environment's variables, null where not set
   * @param spec the command, for its wrong usage
   * @throws IOException in one sentence when the token's file cannot be read
   */
  public Optional<ServerWish> wish(UnaryOperator<String> variables, CommandSpec spec)
      throws IOException {
    if (server == null) {
      if (tokenFile != null || authority != null) {
        throw new ParameterException(
            spec.commandLine(),
            Texts.of(
                "%s: expected --connect with it, found none",
                tokenFile == null ? "--tls-ca" : "--token-file"));
      }
      return Optional.empty();
    }
    ServerAddress address;
    try {
      address = ServerAddress.parse(server);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--connect: " + e.getMessage(), e);
    }
    Optional<String> token =
        tokenFile == null
            ? Optional.ofNullable(variables.apply(TOKEN)).filter(text -> !text.isBlank())
            : Optional.of(SmallTexts.read(tokenFile, "a token").strip());
    return Optional.of(new ServerWish(address, token, Optional.ofNullable(authority)));
  }
}
