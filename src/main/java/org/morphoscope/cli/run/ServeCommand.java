package org.morphoscope.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.option.Threads;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunIds;
import org.morphoscope.service.remote.RunServer;
import org.morphoscope.service.remote.ServedDevice;
import org.morphoscope.service.remote.ServedEngines;
import org.morphoscope.service.remote.ServerAddress;
import org.morphoscope.service.remote.ServerSettings;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code morphoscope serve}: the engine without a window. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Grows nets on this machine for windows and terminals on others. Always over TLS and with a"
          + " token; clients name data and runs, and reach no other file.",
    },
    footer = {
      "",
      "At its start it prints what a client needs: the address, the fingerprint of the certificate"
          + " and where the token is. Ctrl-C or a TERM signal ends the runs, which can be resumed,"
          + " and the service. https://HOST:PORT/healthz answers 'ok' without a token.",
      "",
      "Example: morphoscope serve --listen 0.0.0.0:7077 --runs RUNS --data cifar=cifar10:DIR"
    })
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  static final long SECONDS_TO_END = 30;

  private final CliEnvironment environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--private",
      hidden = true,
      description = "Serve the windows of this user, on --socket.")
  private boolean ownOnly;

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      hidden = true,
      description = "Unix domain socket of --private.")
  private Path socket;

  @Option(names = "--runs", paramLabel = "DIR", description = "Folder of the runs (default: runs).")
  private Path runs = Path.of("runs");

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description =
          "Address to listen on; port 0 takes any that is free (default: 127.0.0.1:7077, this"
              + " machine only).")
  private String listen = "127.0.0.1:" + ServerAddress.PORT;

  @Option(
      names = "--token-file",
      paramLabel = "[ROLE=]F",
      description =
          "File with a token; with watch= in front for those that may only look, with decide= for"
              + " those that may also answer and steer, else (own=) for those that may start and"
              + " undo (default: one of role own that is made at the first start).")
  private List<String> tokenFiles = List.of();

  @Option(
      names = "--tls-cert",
      paramLabel = "F",
      description = "Certificate chain in PEM (default: one that is made at the first start).")
  private Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "F",
      description = "Private key of --tls-cert in PEM, without a password.")
  private Path key;

  @Option(
      names = "--data",
      paramLabel = "NAME=PLACE",
      description =
          "Images that clients may use: what they call them, and where they are, in the form of"
              + " grow --data. 'generated' is always there.")
  private Map<String, String> data = Map.of();

  @Option(
      names = "--no-pictures",
      description = "Show clients no images of the data beside what they gain.")
  private boolean noPictures;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with (default: MORPHOSCOPE_THREADS, or all cores).")
  private Integer threads;

  /**
   * Makes the command.
   *
   * @param environment what it is given from outside
   */
  public ServeCommand(CliEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    if (ownOnly) {
      if (socket == null) {
        throw new ParameterException(
            spec.commandLine(), "--private: expected --socket, found none");
      }
      new PrivateServe(runs, socket).serve(environment);
      return CommandLine.ExitCode.OK;
    }
    return serve(settings());
  }

  private ServerSettings settings() {
    try {
      if ((certificate == null) != (key == null)) {
        throw new IllegalArgumentException(
            "--tls-cert: expected --tls-key with it, found one without the other");
      }
      for (Map.Entry<String, String> each : data.entrySet()) {
        if (!RunIds.isAllowed(each.getKey()) || each.getKey().equals("generated")) {
          throw new IllegalArgumentException(
              Texts.of(
                  "--data: expected a name of letters, digits, dots, hyphens or underscores before the =, found '%s'",
                  each.getKey()));
        }
        DataSource.requireForm(each.getValue());
      }
      return new ServerSettings(
          ServerAddress.parse(listen),
          tokenFiles.stream().map(ServeCommand::tokenFile).toList(),
          certificate == null
              ? Optional.empty()
              : Optional.of(new ServerSettings.TlsFiles(certificate, key)),
          data,
          environment.log().resolveSibling("server"));
    } catch (IllegalArgumentException | DataFormatException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static ServerSettings.TokenFile tokenFile(String text) {
    for (Role role : Role.values()) {
      String word = role.name().toLowerCase(Locale.ROOT) + "=";
      if (text.startsWith(word)) {
        return new ServerSettings.TokenFile(role, Path.of(text.substring(word.length())));
      }
    }
    return new ServerSettings.TokenFile(Role.OWN, Path.of(text));
  }

  private int serve(ServerSettings settings) throws IOException {
    ServedDevice device = new ServedDevice();
    LocalGrowthService local =
        local(environment, Threads.checked(threads, spec))
            .on(engines -> new ServedEngines(engines, settings.data(), device));
    ServedStudies studies = new ServedStudies(environment.teams(), device, !noPictures);
    HostedRuns hosted = new HostedRuns(local, runs, environment.clock());
    try (RunServer server =
        RunServer.open(settings, hosted, studies, environment.version(), environment.calendar())) {
      tell(settings, server);
      try (var registration = environment.interrupts().register(() -> stop(server))) {
        server.serve();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  /** What a client needs to know. */
  private void tell(ServerSettings settings, RunServer server) {
    PrintWriter out = spec.commandLine().getOut();
    ServerAddress address = settings.listen().withPort(server.port());
    out.println(Texts.of("Serving runs in %s on %s.", runs, address.name()));
    out.println(Texts.of("Certificate: %s", server.shownFingerprint()));
    out.println(
        settings.tokens().isEmpty()
            ? Texts.of("Token: in %s", RunServer.tokenFile(settings.state()))
            : Texts.of("Tokens: in %d files", settings.tokens().size()));
    out.println(
        Texts.of(
            "Connect from a window (menu, Connect to a server...), or with: morphoscope grow --connect %s",
            address.reachedAt(machine()).name()));
    out.flush();
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "THIS-MACHINE";
    }
  }

  private static void stop(RunServer server) {
    try {
      server.stop(SECONDS_TO_END);
    } catch (InterruptedException e) {
      LOG.warn("the runs did not end in time");
      Thread.currentThread().interrupt();
    }
  }

  static LocalGrowthService local(CliEnvironment environment, OptionalInt chosen) {
    if (environment.services().apply(chosen) instanceof LocalGrowthService local) {
      return local;
    }
    throw new IllegalStateException("only an engine of this process can be served");
  }
}
