package org.morphoscope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.EventText;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Asking;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunChange;

@Timeout(60)
class ThreadRunServiceTest {
  @TempDir Path temporary;
  private RunService service;

  @BeforeEach
  void makeService() {
    service =
        new ThreadRunService(
            new HostedRuns(
                Services.fake(new FakeEngine.Script()),
                temporary.resolve("runs"),
                System::nanoTime));
  }

  private List<GrowthEvent> recorded(String id) throws IOException {
    return RunReader.open(temporary.resolve("runs").resolve(id)).allEvents();
  }

  @Test
  void numbersAreTheLinesOfTheRecordAlsoForWhoComesLateOrAfterTheEnd() throws Exception {
    Follower first = new Follower();
    LiveRun run =
        service.start(
            new RunStart("one", Configs.seeded(3, 1), new Ask(Asking.Mode.ASK, 5)), first);
    first.await(() -> run.asking().pending().isPresent());
    Follower late = new Follower();
    LiveRun joined = service.attach("one", late);
    late.await(() -> late.numbered().size() == first.numbered().size());
    late.await(() -> joined.viewers() == 2);
    run.asking().setMode(Asking.Mode.AUTOMATIC);
    first.awaitEnd();
    late.awaitEnd();
    run.await();
    Follower after = new Follower();
    service.attach("one", after).await();
    for (Follower each : List.of(first, late, after)) {
      assertEquals(List.of(), each.faults());
      assertIterableEquals(EventText.of(recorded("one")), EventText.of(each.numbered()));
    }
    assertTrue(first.all().size() > first.numbered().size(), "no progress was told");
    assertEquals(RunOutline.State.RESTING, service.runs().get(0).state());
    assertEquals(3, service.runs().get(0).rounds());
  }

  @Test
  void onlyWhoHasTheLeadDecidesAndItCanBeTaken() throws Exception {
    Follower leader = new Follower();
    LiveRun run =
        service.start(
            new RunStart("two", Configs.seeded(1, 1), new Ask(Asking.Mode.ASK, 5)), leader);
    leader.await(() -> run.asking().pending().isPresent());
    Follower other = new Follower();
    LiveRun second = service.attach("two", other);
    Proposal proposal = run.asking().pending().orElseThrow();
    assertFalse(second.leads());
    assertFalse(second.asking().offer(proposal, Decision.accept(proposal)));
    second.control().pause();
    assertFalse(run.control().isPaused());
    assertEquals(2, other.refusals().size());
    second.takeLead();
    assertFalse(run.asking().offer(proposal, Decision.accept(proposal)));
    assertTrue(second.asking().offer(proposal, Decision.accept(proposal)));
    leader.awaitEnd();
  }

  @Test
  void locksOfTheStartHoldFromTheFirstProposalOn() throws Exception {
    Follower follower = new Follower();
    service.start(
        new RunStart("three", Configs.seeded(1, 1), Optional.empty(), Ask.nobody(), Set.of(1)),
        follower);
    follower.awaitEnd();
    GrowthEvent.Proposed proposed =
        follower.numbered().stream()
            .filter(GrowthEvent.Proposed.class::isInstance)
            .map(GrowthEvent.Proposed.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(1), proposed.proposal().locked());
  }

  @Test
  void aRunThatGoesOnBeginsWithAStartWithoutANumber() throws Exception {
    Follower follower = new Follower();
    service.start(new RunStart("four", Configs.seeded(1, 1), Ask.nobody()), follower).await();
    long lines = recorded("four").size();
    // the sentence that ended the run is taken back with it
    Follower again = new Follower(lines - 1);
    service.resume("four", RunChange.toRounds(2), Ask.nobody(), again).await();
    assertInstanceOf(GrowthEvent.RunStarted.class, again.all().get(0));
    assertEquals(List.of(), again.faults());
    Follower undone = new Follower(recorded("four").size());
    service.undo("four", 2, Ask.nobody(), undone).await();
    assertInstanceOf(GrowthEvent.Undone.class, undone.all().get(0));
    assertEquals(List.of(), undone.faults());
  }

  @Test
  void aFolderElsewhereGetsANameAndNamesNeverLeadElsewhere() throws Exception {
    Path elsewhere = temporary.resolve("a folder/with spaces");
    String id = service.adopt(elsewhere);
    assertTrue(RunIds.isAllowed(id), id);
    assertEquals(id, service.adopt(elsewhere));
    service.start(new RunStart(id, Configs.seeded(0, 1), Ask.nobody()), new Follower()).await();
    assertTrue(Files.exists(elsewhere.resolve("run.json")));
    assertEquals("plain", service.adopt(temporary.resolve("runs/plain")));
    for (String bad : List.of("", "..", ".", "a/b", "a\\b", "/etc", "x".repeat(101), "a b", "ä")) {
      assertThrows(IOException.class, () -> service.attach(bad, new Follower()), bad);
    }
    assertThrows(IOException.class, () -> service.attach("nobody", new Follower()));
  }

  @Test
  void aRunThatCannotBeginEndsForItsViewerWithTheSentence() throws Exception {
    RunService broken =
        new ThreadRunService(
            new HostedRuns(
                new LocalGrowthService(
                    config -> {
                      throw new IOException("no such data");
                    },
                    "0.0-test",
                    () -> "",
                    Clock.systemUTC(),
                    System::nanoTime),
                temporary,
                System::nanoTime));
    Follower follower = new Follower();
    LiveRun run = broken.start(new RunStart("five", Configs.seeded(1, 1), Ask.nobody()), follower);
    follower.awaitEnd();
    run.await();
    assertEquals(Connection.State.CLOSED, run.connection().state());
    assertEquals(List.of(), follower.numbered());
  }
}
