package org.morphoscope;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.morphoscope.cli.ClassArchive;
import org.morphoscope.cli.Cli;
import org.morphoscope.cli.SelfTest;
import org.morphoscope.cli.ShutdownInterrupts;
import org.morphoscope.cli.WindowStart;
import org.morphoscope.cli.environment.CliEnvironment;
import org.morphoscope.cli.environment.Diagnostics;
import org.morphoscope.cli.environment.HomeFolder;
import org.morphoscope.cli.environment.LocaleCheck;
import org.morphoscope.cli.environment.Terminal;
import org.morphoscope.cli.print.Errors;
import org.morphoscope.cli.print.WaitingLine;
import org.morphoscope.cli.run.PrivateServe;
import org.morphoscope.compute.device.Backend;
import org.morphoscope.compute.device.Team;
import org.morphoscope.compute.kernels.Precision;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.engine.NumericEngineFactory;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LocalGrowthService;
import org.morphoscope.service.RunService;
import org.morphoscope.service.ThreadRunService;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.local.EngineLaunch;
import org.morphoscope.service.local.ProcessRunService;
import org.morphoscope.service.remote.ServerBook;
import org.morphoscope.service.remote.ServerWish;
import org.morphoscope.ui.MorphoscopeApp;
import org.morphoscope.ui.look.SystemCommands;
import org.morphoscope.ui.session.HostEnvironment;
import org.morphoscope.ui.session.RecordedRuns;
import org.morphoscope.ui.session.SampleRuns;
import org.morphoscope.ui.session.Services;
import org.morphoscope.ui.settings.PreferencesFile;
import org.morphoscope.ui.shell.MorphoscopeWindow;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Entry point of the window and of the command line; knows every package and wires them. */
public final class Main {
  private static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  private final String version;
  private final HomeFolder home;
  private final AtomicBoolean windowIsOpen = new AtomicBoolean();

  private Main(HomeFolder home) {
    this.home = home;
    String built = Main.class.getPackage().getImplementationVersion();
    version = built == null ? "development" : built;
  }

  /**
   * Opens the window or runs a command, then leaves with its exit code unless a window stays.
   *
   * @param args words of the command line; none opens the window
   */
  public static void main(String[] args) {
    int code = FAILED;
    boolean stays = false;
    try {
      HomeFolder home = HomeFolder.of(System::getProperty);
      System.setProperty("morphoscope.log", home.folder().resolve("log").toString());
      startLogging();
      home.notice().ifPresent(Terminal.errors()::println);
      ClassArchive.of(System::getProperty).ifPresent(ClassArchive::deleteListAtEnd);
      Main main = new Main(home);
      code = main.run(args);
      // an open window ends the program when it is closed
      stays = main.windowIsOpen.get();
    } catch (Throwable e) {
      // whatever it is, the person gets a sentence and the caller an exit code
      Terminal.errors().println(Errors.sentence(e));
    }
    if (!stays) {
      System.exit(code);
    }
  }

  private int run(String[] args) throws IOException {
    Optional<String> unread = LocaleCheck.complaint(args, System::getProperty, System::getenv);
    if (unread.isPresent()) {
      Terminal.errors().println(unread.get());
      return CommandLine.ExitCode.USAGE;
    }
    Function<Precision, Team> teams = precision -> Team.of(Backend.load(), precision);
    Optional<PrivateServe> engine = PrivateServe.of(args);
    if (engine.isPresent()) {
      engine.get().serve(environment(teams));
      return CommandLine.ExitCode.OK;
    }
    return args.length == 0 ? WindowStart.direct(environment(teams)) : commandLine(teams, args);
  }

  /** Reading the set-up of the log takes as long as starting JavaFX; both go on side by side. */
  private static void startLogging() {
    Thread starter = new Thread(LoggerFactory::getILoggerFactory, "log");
    starter.setDaemon(true);
    starter.start();
  }

  private int commandLine(Function<Precision, Team> teams, String[] args) {
    return Cli.create(
            environment(teams),
            Cli.tools(teams, threads -> Team.of(backend(threads), Precision.FLOAT)))
        .setOut(Terminal.output())
        .setErr(Terminal.errors())
        .execute(args);
  }

  private CliEnvironment environment(Function<Precision, Team> teams) {
    return new CliEnvironment(
        version,
        this::service,
        teams,
        first -> openWindow(teams, first),
        new MachineDiagnostics(teams),
        new ShutdownInterrupts(),
        System.console() != null,
        System::getenv,
        System::getProperty,
        home.folder().resolve("log"),
        Clock.systemDefaultZone(),
        System::nanoTime);
  }

  private LocalGrowthService service(OptionalInt threads) {
    return new LocalGrowthService(
        NumericEngineFactory.byThreads(
            // a number that is given goes before the one that a run was begun with
            recorded -> backend(threads.isPresent() ? threads : recorded),
            WaitingLine::tell),
        version,
        () -> backend(threads).summary(),
        Clock.systemUTC(),
        System::nanoTime);
  }

  /**
   * The engine of the window.
   *
   * @param runs folder of its runs
   */
  private RunService engine(Path runs) {
    if ("thread".equals(System.getenv("MORPHOSCOPE_ENGINE"))) {
      return new ThreadRunService(
          new HostedRuns(service(OptionalInt.empty()), runs, System::nanoTime));
    }
    EngineLaunch launch =
        EngineLaunch.ofThisProgram(
            Main.class.getName(),
            home.folder().resolve("log"),
            System::getProperty,
            System::getenv);
    String name = System.getProperty("user.name", "somebody");
    ProcessRunService process =
        new ProcessRunService(
            launch, runs, home.folder().resolve("engine"), ClientProfile.window(name, version));
    process.startEarly();
    return process;
  }

  private static Backend backend(OptionalInt threads) {
    return threads.isPresent() ? Backend.load(threads.getAsInt()) : Backend.load();
  }

  private void openWindow(Function<Precision, Team> teams, CliEnvironment.First first)
      throws InterruptedException {
    Path program = Path.of(System.getProperty("morphoscope.home", ""));
    Path runs =
        home.notice().isPresent()
            ? home.folder().resolve("runs")
            : Path.of(System.getProperty("user.home"), "Morphoscope");
    // before JavaFX, so that its process starts beside the window
    RunService engine = engine(runs);
    Services services =
        new Services(
            () -> engine,
            DataSource::recognise,
            new RecordedRuns(),
            new RunCalibration(teams),
            runs,
            RunConfig.standard("generated", "tiny", 4, 1),
            new PreferencesFile(home.folder().resolve("preferences.properties")),
            SampleRuns.in(program),
            new HostEnvironment(
                program,
                System.getProperty("os.name"),
                new SystemCommands(),
                new WindowVersions(version)),
            Optional.of(
                new ServerBook(
                    home.folder().resolve("servers.json"),
                    home.folder().resolve("remote"),
                    ClientProfile.window(System.getProperty("user.name", "somebody"), version),
                    first.server().flatMap(ServerWish::authority))));
    new MorphoscopeApp(services).launch(window -> show(window, first));
    windowIsOpen.set(true);
    ClassArchive.of(System::getProperty).ifPresent(ClassArchive::keepLater);
  }

  private static void show(MorphoscopeWindow window, CliEnvironment.First first) {
    CliEnvironment.Look look = first.look();
    if (look.stage()) {
      window.actions().toggleStage();
    }
    first
        .run()
        .ifPresent(
            run -> {
              if (look.beginning()) {
                window.first().replay(run);
              } else {
                window.first().open(run, look.round(), look.compare());
              }
            });
    first.server().ifPresent(window.first()::connectTo);
  }

  /** What this machine has. */
  private record MachineDiagnostics(Function<Precision, Team> teams) implements Diagnostics {
    @Override
    public Map<String, String> versions() {
      Map<String, String> versions = new LinkedHashMap<>();
      versions.put("Java", WindowVersions.java());
      versions.put("JavaFX", WindowVersions.javaFx());
      versions.put("System", WindowVersions.system());
      return versions;
    }

    @Override
    public String backend() {
      return Backend.load().describe();
    }

    @Override
    public String selfTest() throws Exception {
      return new SelfTest(teams).run();
    }
  }
}
