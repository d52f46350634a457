package org.morphoscope.service.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EventText;
import org.morphoscope.journal.RunJournal;
import org.morphoscope.journal.RunLock;
import org.morphoscope.journal.RunReader;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.run.Asking;
import org.morphoscope.run.Decision;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Phase;
import org.morphoscope.run.RunChange;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Connection;
import org.morphoscope.service.Follower;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.client.ClientProfile;

/** The engine's process dies in every way; its client lives and goes on. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class ProcessRunServiceTest {
  private static final ClientProfile CLIENT = new ClientProfile("a test", "0.0-test", 0);

  @TempDir Path temporary;
  private final List<ProcessRunService> services = new ArrayList<>();

  private ProcessRunService service(String... properties) throws IOException {
    ProcessRunService service =
        new ProcessRunService(
            FakeEngineProgram.launch(temporary.resolve("log"), List.of(properties)),
            temporary.resolve("runs"),
            temporary.resolve("s"),
            CLIENT);
    services.add(service);
    return service;
  }

  @AfterEach
  void endEngines() {
    for (ProcessRunService service : services) {
      pid(service).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
      service.close();
    }
  }

  private static Optional<Long> pid(ProcessRunService service) {
    String where = service.whereabouts();
    String number = where.substring(where.lastIndexOf(' ') + 1);
    return number.chars().allMatch(Character::isDigit)
        ? Optional.of(Long.parseLong(number))
        : Optional.empty();
  }

  private static void signal(ProcessRunService service, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid(service).orElseThrow()))
        .inheritIO()
        .start()
        .waitFor();
  }

  private static RunStart start(String id, int rounds, Asking.Mode mode) {
    return new RunStart(id, Configs.seeded(rounds, 1), new Ask(mode, 5));
  }

  private List<GrowthEvent> recorded(String id) throws IOException {
    return RunReader.open(temporary.resolve("runs").resolve(id)).allEvents();
  }

  /** Lives through deaths of the engine, one in each of these phases, and ends as if none was. */
  @Test
  void killsAndACrashLoseNoRound() throws Exception {
    ProcessRunService service = service("-Dfake.millis=12");
    // the tool KilledEngines goes through all phases, many times
    List<Phase> deaths = List.of(Phase.TRAIN, Phase.LEARN, Phase.MEASURE, Phase.EVALUATE);
    Follower follower = new Follower();
    LiveRun run = service.start(start("run", 3, Asking.Mode.AUTOMATIC), follower);
    int last = -1;
    for (Phase phase : deaths) {
      Follower now = follower;
      int seen = now.all().size();
      now.await(() -> begun(now, seen, phase));
      boolean crash = phase == Phase.LEARN;
      signal(service, crash ? "SEGV" : "KILL");
      LiveRun dead = run;
      dead.await();
      Connection end = dead.connection();
      assertEquals(Connection.State.ENGINE_DIED, end.state(), phase + end.reason());
      assertTrue(
          end.reason().contains(crash ? "crashed in native code" : "was killed"), end.reason());
      assertTrue(Files.exists(Path.of(end.log())), end.log());
      assertEquals(List.of(), now.faults());
      int finished =
          RunReader.open(dead.folder()).checkpoints().stream().mapToInt(r -> r).max().orElse(-1);
      assertTrue(finished >= last, "a round was lost");
      last = finished;
      // what follows the last complete round is told anew, without what the dead engine told of it
      follower = new Follower(resumedAt("run"));
      run = service.resume("run", RunChange.none(), Ask.nobody(), follower);
    }
    run.await();
    assertEquals(Connection.State.CLOSED, run.connection().state(), run.connection().reason());
    assertEquals(List.of(), follower.faults());
    // as if nothing had been
    service.start(start("whole", 3, Asking.Mode.AUTOMATIC), new Follower()).await();
    assertIterableEquals(EventText.of(recorded("whole")), EventText.of(recorded("run")));
    Follower all = new Follower();
    service.attach("run", all).await();
    assertIterableEquals(EventText.of(recorded("run")), EventText.of(all.numbered()));
  }

  private long resumedAt(String id) throws IOException {
    Path copy = temporary.resolve("copy");
    Durable.deleteTree(copy);
    Files.createDirectories(copy);
    Path run = temporary.resolve("runs").resolve(id);
    try (var all = Files.walk(run)) {
      for (Path each : all.toList()) {
        Path to = copy.resolve(run.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(to);
        } else {
          Files.copy(each, to);
        }
      }
    }
    try (var lock = RunLock.forExisting(copy);
        var journal = RunJournal.reopen(lock)) {
      return journal.lines();
    }
  }

  private static boolean begun(Follower follower, int after, Phase phase) {
    List<GrowthEvent> all = follower.all();
    return all.subList(Math.min(after, all.size()), all.size()).stream()
            .anyMatch(
                e -> e instanceof GrowthEvent.PhaseStarted started && started.phase() == phase)
        || follower.all().stream().anyMatch(GrowthEvent.RunEnded.class::isInstance);
  }

  @Test
  void anOpenQuestionComesBackAfterTheEngineRanOutOfMemory() throws Exception {
    Path trigger = temporary.resolve("trigger");
    ProcessRunService service =
        service("-Dfake.oom=measure", "-Dfake.trigger=" + trigger, "-Dfake.millis=1");
    Follower first = new Follower();
    LiveRun run = service.start(start("run", 1, Asking.Mode.ASK), first);
    first.await(() -> run.asking().pending().isPresent());
    var asked = run.asking().pending().orElseThrow();
    Files.createFile(trigger);
    assertTrue(run.asking().offer(asked, Decision.accept(asked)));
    run.await();
    assertTrue(run.connection().reason().contains("ran out of memory"), run.connection().reason());
    Files.delete(trigger);
    Follower second = new Follower(resumedAt("run"));
    LiveRun again = service.resume("run", RunChange.none(), new Ask(Asking.Mode.ASK, 5), second);
    second.await(() -> again.asking().pending().isPresent());
    var back = again.asking().pending().orElseThrow();
    assertEquals(asked.round(), back.round());
    assertEquals(asked.selected(), back.selected());
    again.asking().setMode(Asking.Mode.AUTOMATIC);
    again.await();
    assertEquals(List.of(), second.faults());
  }

  @Test
  void aRunThatIsLeftGrowingIsFoundByTheNextClient() throws Exception {
    ProcessRunService first = service("-Dfake.millis=1");
    Follower leaving = new Follower();
    LiveRun left = first.start(start("run", 2, Asking.Mode.ASK), leaving);
    leaving.await(() -> left.asking().pending().isPresent());
    assertEquals(
        PosixFilePermissions.fromString("rwx------"),
        Files.getPosixFilePermissions(temporary.resolve("s")));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(left.folder().resolve("engine.json")));
    left.close();
    first.close();
    // the terminal of the first is closed
    signal(first, "HUP");
    signal(first, "INT");
    ProcessRunService second = service();
    List<RunOutline> found = second.underWay();
    assertEquals(List.of("run"), found.stream().map(RunOutline::id).toList());
    Follower follower = new Follower();
    LiveRun run = second.attach("run", follower);
    follower.await(() -> run.asking().pending().isPresent());
    assertTrue(run.leads());
    run.asking().setMode(Asking.Mode.AUTOMATIC);
    run.await();
    assertEquals(List.of(), follower.faults());
    assertIterableEquals(EventText.of(recorded("run")), EventText.of(follower.numbered()));
    assertFalse(Files.exists(run.folder().resolve("engine.json")));
    assertEquals("engine process", second.whereabouts(), "no engine was started to attach");
  }

  @Test
  void whatWasWantedLastArrivesThoughTheClientLeavesAtOnce() throws Exception {
    ProcessRunService service = service("-Dfake.millis=20");
    Follower follower = new Follower();
    LiveRun run = service.start(start("run", 9, Asking.Mode.AUTOMATIC), follower);
    follower.await(() -> follower.numbered().size() > 2);
    run.control().stop();
    run.close();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Files.exists(run.folder().resolve("engine.json")) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    List<GrowthEvent> all = recorded("run");
    GrowthEvent.RunEnded last = (GrowthEvent.RunEnded) all.get(all.size() - 1);
    assertEquals(EndReason.STOPPED, last.reason());
  }
}
