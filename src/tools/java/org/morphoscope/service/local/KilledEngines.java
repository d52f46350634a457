package org.morphoscope.service.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EventText;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RunChange;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Connection;
import org.morphoscope.service.Follower;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.client.ClientProfile;

/**
 * Kills the engine's process at random moments under an attached client, again and again, every
 * fifth time by a crash in native code. After each death the client resumes; what it has seen must
 * be the journal, each event once and in order, and no complete round may be lost. Arguments:
 * number of kills (200), seed (18).
 */
public final class KilledEngines {
  private static final int CRASH_EVERY = 5;
  private static final int LONGEST_MILLIS = 900;
  private static final int TELL_EVERY = 20;
  private static final int ATTEMPTS = 5;

  private KilledEngines() {}

  public static void main(String[] args) throws Exception {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    Random random = new Random(args.length > 1 ? Long.parseLong(args[1]) : 18);
    Path temporary = Files.createTempDirectory("killed-engines");
    ProcessRunService service =
        new ProcessRunService(
            FakeEngineProgram.launch(temporary.resolve("log"), List.of("-Dfake.millis=6")),
            temporary.resolve("runs"),
            temporary.resolve("s"),
            new ClientProfile("a tool", "0.0-test", 0));
    Map<Phase, Integer> phases = new EnumMap<>(Phase.class);
    int faults = 0;
    int run = 0;
    int killed = 0;
    int lost = 0;
    while (killed < kills) {
      String id = "run-" + run++;
      int rounds = 3;
      LiveRun live = start(service, new RunStart(id, Configs.seeded(rounds, run), Ask.nobody()));
      Follower all = new Follower();
      service.attach(id, all);
      int finished = -1;
      while (true) {
        boolean ended = awaitEnd(live, 50 + random.nextInt(LONGEST_MILLIS));
        if (ended) {
          break;
        }
        boolean crash = killed % CRASH_EVERY == CRASH_EVERY - 1;
        signal(service, crash ? "SEGV" : "KILL");
        killed++;
        if (killed % TELL_EVERY == 0) {
          System.out.println(killed + " kills, " + faults + " faults, " + lost + " rounds lost");
        }
        live.await();
        if (live.connection().state() == Connection.State.CLOSED) {
          // it came behind the end of the run
          break;
        }
        if (live.connection().state() != Connection.State.ENGINE_DIED) {
          System.out.println("not told: " + live.connection());
          faults++;
        }
        phase(all).ifPresent(phase -> phases.merge(phase, 1, Integer::sum));
        faults += all.faults().size();
        if (!Files.exists(live.folder().resolve("run.json"))) {
          // killed before anything was recorded: there is nothing to resume
          id = "run-" + run++;
          live = start(service, new RunStart(id, Configs.seeded(rounds, run), Ask.nobody()));
          all = new Follower();
          service.attach(id, all);
          continue;
        }
        int now = finished(live.folder());
        lost += now < finished ? 1 : 0;
        finished = now;
        live = resume(service, id);
        // what was seen before must be what the journal still has, and go on from there
        all = new Follower();
        service.attach(id, all);
      }
      all.awaitEnd();
      List<GrowthEvent> recorded = RunReader.open(live.folder()).allEvents();
      if (!EventText.of(recorded).equals(EventText.of(all.numbered())) || !all.faults().isEmpty()) {
        System.out.println("differs: " + id + " " + all.faults());
        faults++;
      }
      if (finished(live.folder()) != rounds) {
        lost++;
      }
    }
    System.out.println(
        killed + " kills, " + faults + " faults, " + lost + " rounds lost; in " + phases);
    service.close();
    System.exit(faults + lost == 0 ? 0 : 1);
  }

  /** On a machine that is busy the next process may not be there in time. */
  private static LiveRun resume(ProcessRunService service, String id) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return service.resume(id, RunChange.none(), Ask.nobody(), (number, event) -> {});
      } catch (IOException e) {
        if (attempt == ATTEMPTS || !isBusy(e)) {
          throw e;
        }
      }
    }
  }

  private static LiveRun start(ProcessRunService service, RunStart start) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return service.start(start, new Follower());
      } catch (IOException e) {
        if (attempt == ATTEMPTS || !isBusy(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isBusy(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("not be started") || message.contains("went away");
  }

  private static boolean awaitEnd(LiveRun run, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!run.isDone() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return run.isDone();
  }

  private static Optional<Phase> phase(Follower follower) {
    return follower.all().stream()
        .filter(GrowthEvent.PhaseStarted.class::isInstance)
        .map(event -> ((GrowthEvent.PhaseStarted) event).phase())
        .reduce((before, last) -> last);
  }

  private static int finished(Path folder) throws IOException {
    return RunReader.open(folder).checkpoints().stream().mapToInt(round -> round).max().orElse(-1);
  }

  private static void signal(ProcessRunService service, String name) throws Exception {
    String where = service.whereabouts();
    String pid = where.substring(where.lastIndexOf(' ') + 1);
    new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
  }
}
