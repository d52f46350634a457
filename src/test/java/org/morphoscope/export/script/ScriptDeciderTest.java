package org.morphoscope.export.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.Candidate;
import org.morphoscope.run.Decider;
import org.morphoscope.run.Decision;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.RunControl;
import org.morphoscope.run.config.SeedNet;
import org.morphoscope.service.RunHandle;
import org.morphoscope.service.Services;

class ScriptDeciderTest {
  private static final int ROUNDS = 3;

  @TempDir Path folder;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private Path script;

  /**
   * In rounds 1 and 3 a person takes the worst splits; from round 2 on the first layer is locked.
   */
  private static Decision byPerson(Proposal proposal) {
    if (proposal.round() == 2) {
      return Decision.accept(proposal);
    }
    List<Integer> splits =
        proposal.candidates().stream()
            .filter(c -> c.kind() == MorphKind.SPLIT)
            .filter(c -> !proposal.locked().contains(c.unit().group()))
            .sorted((a, b) -> Double.compare(b.delta(), a.delta()))
            .map(Candidate::index)
            .limit(3)
            .toList();
    return new Decision(splits, List.of(), splits.subList(0, 1), List.of(), Decision.By.PERSON);
  }

  @BeforeEach
  void record() throws Exception {
    play(
        "first",
        Configs.seeded(ROUNDS, 1),
        ScriptDeciderTest::byPerson,
        (event, control) -> {
          if (event instanceof GrowthEvent.RoundFinished && event.round() == 1) {
            control.setLocked(Set.of(0));
          }
        });
    DecisionScript found = DecisionScript.of(folder.resolve("first"));
    script = folder.resolve("script.json");
    Files.write(script, found.encode());
    assertEquals(found, DecisionScript.read(script));
  }

  private List<GrowthEvent> play(
      String name, RunConfig config, Decider decider, BiConsumer<GrowthEvent, RunControl> steers)
      throws Exception {
    List<GrowthEvent> events = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<RunHandle> handle = new CompletableFuture<>();
    handle.complete(
        Services.fake(new FakeEngine.Script())
            .start(
                config,
                folder.resolve(name),
                decider,
                event -> {
                  events.add(event);
                  if (!(event instanceof GrowthEvent.RunEnded)) {
                    steers.accept(event, handle.join().control());
                  }
                }));
    handle.join().await();
    return events;
  }

  private List<GrowthEvent> again(String name, RunConfig config) throws Exception {
    ScriptDecider decider =
        new ScriptDecider(DecisionScript.read(script), config, Set.of(), told::add);
    List<GrowthEvent> events = play(name, config, decider, decider::accept);
    decider.tellLeft();
    return events;
  }

  private static List<Object> decided(List<GrowthEvent> events) {
    List<Object> found = new ArrayList<>();
    for (GrowthEvent event : events) {
      if (event instanceof GrowthEvent.Decided decided) {
        found.add(decided.decision());
      } else if (event instanceof GrowthEvent.LocksChanged locks) {
        found.add(locks.locked());
      }
    }
    return found;
  }

  private List<GrowthEvent> recorded(String name) throws IOException {
    return org.morphoscope.journal.RunReader.open(folder.resolve(name)).allEvents();
  }

  @Test
  void theFileHoldsWhatAPersonDecidedAndNothingElse() throws Exception {
    DecisionScript found = DecisionScript.read(script);
    assertEquals(List.of(1, 2, 3), found.rounds().stream().map(r -> r.round()).toList());
    assertEquals(
        List.of("person", "policy", "person"), found.rounds().stream().map(r -> r.by()).toList());
    assertEquals(3, found.rounds().get(0).apply().size());
    assertEquals(List.of("conv1"), found.rounds().get(1).locked());
    assertTrue(Files.size(script) < 6_000, Files.size(script) + " bytes");
  }

  @Test
  void onTheSameRunItDecidesTheSame() throws Exception {
    again("second", Configs.seeded(ROUNDS, 1));
    assertEquals(decided(recorded("first")), decided(recorded("second")));
    assertEquals(List.of(), told);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4})
  void onOtherSeedsItTakesTheSameLayersAndRanks(long seed) throws Exception {
    again("other", Configs.seeded(ROUNDS, seed));
    DecisionScript expected = DecisionScript.read(script);
    DecisionScript found = DecisionScript.of(folder.resolve("other"));
    for (int i : new int[] {0, 2}) {
      List<String> wanted = names(expected.rounds().get(i).apply());
      List<String> taken = names(found.rounds().get(i).apply());
      List<String> missing = new ArrayList<>(wanted);
      missing.removeAll(taken);
      assertTrue(wanted.containsAll(taken), wanted + " but " + taken);
      assertEquals(
          missing.size(),
          told.stream().filter(s -> s.contains("not apply")).count()
              - otherRounds(expected, found, i),
          told.toString());
      assertEquals(expected.rounds().get(i).locked(), found.rounds().get(i).locked());
    }
  }

  private static int otherRounds(DecisionScript expected, DecisionScript found, int except) {
    int missing = 0;
    for (int i : new int[] {0, 2}) {
      missing +=
          i == except
              ? 0
              : expected.rounds().get(i).apply().size() - found.rounds().get(i).apply().size();
    }
    return missing;
  }

  private static List<String> names(List<CandidateRef> refs) {
    return refs.stream().map(r -> r.kind() + " " + r.layer() + " " + r.rank()).toList();
  }

  @Test
  void whatWasTriedIsTriedAgain() throws Exception {
    play(
        "both",
        Configs.seeded(1, 1),
        p -> byPerson(p).against(p.selected().subList(0, 2)),
        (event, control) -> {});
    Files.write(script, DecisionScript.of(folder.resolve("both")).encode());
    again("both-again", Configs.seeded(1, 1));
    assertEquals(
        recorded("both").stream().filter(GrowthEvent.Tried.class::isInstance).toList(),
        recorded("both-again").stream().filter(GrowthEvent.Tried.class::isInstance).toList());
    again("both-elsewhere", Configs.seeded(1, 2));
    assertTrue(recorded("both-elsewhere").stream().anyMatch(GrowthEvent.Tried.class::isInstance));
  }

  @Test
  void whatHasNoCounterpartIsTold() throws Exception {
    RunConfig config = Configs.seeded(1, 1);
    RunConfig net = config.withSeedNet(SeedNet.named("chain:2-2"));
    List<GrowthEvent> events = again("net", net);
    assertNotEquals(List.of(), decided(events));
    assertTrue(
        told.stream().anyMatch(s -> s.contains("rounds of the script: [2, 3]")), told.toString());
    assertFalse(
        events.get(events.size() - 1) instanceof GrowthEvent.RunEnded end
            && end.reason() == EndReason.FAILED);
  }

  @Test
  void aFileThatIsNoScriptIsOneSentence() throws Exception {
    Files.writeString(script, "{\"v\": 1, \"run\": 7}");
    IOException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            IOException.class, () -> DecisionScript.read(script));
    assertTrue(e.getMessage().contains("script.json"), e.getMessage());
    assertTrue(e.getMessage().contains("\"run\""), e.getMessage());
  }
}
