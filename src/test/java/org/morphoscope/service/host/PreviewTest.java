package org.morphoscope.service.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.Asking;
import org.morphoscope.run.Decision;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.GramRow;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Connection;
import org.morphoscope.service.Follower;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.Services;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.client.Connector;
import org.morphoscope.service.client.LinkedRuns;
import org.morphoscope.service.client.LinkedRuns.RunPlace;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Link;

/** Joint models that stay with the engine: what travels, and the sets that are chosen there. */
@Timeout(60)
class PreviewTest {
  /** Below the line of a proposal of the scripted engine with its Gram matrix. */
  private static final long LONGEST = 20_000;

  @TempDir Path temporary;
  private RunHost host;
  private LiveRun owned;
  private Proposal whole;
  private Follower owner;

  @BeforeEach
  void ask() throws Exception {
    HostedRuns runs =
        new HostedRuns(
            Services.fake(new FakeEngine.Script()), temporary.resolve("runs"), System::nanoTime);
    host = new RunHost(runs, "0.0-test", HostPolicy.own(() -> {}), System::nanoTime);
    owner = new Follower();
    RunStart start = new RunStart("run", Configs.seeded(1, 1), new Ask(Asking.Mode.ASK, 5));
    owned =
        client(Role.OWN, 0)
            .start(
                start,
                Optional.empty(),
                new RunPlace.Here(temporary.resolve("runs").resolve("run")),
                owner);
    owner.await(() -> owned.asking().pending().isPresent());
    whole = owned.asking().pending().orElseThrow();
    assertTrue(whole.hasModel());
  }

  private LinkedRuns client(Role role, long longest) {
    return client(FaultyConnector.sound(host, role), longest);
  }

  private static LinkedRuns client(Connector connector, long longest) {
    ClientProfile profile = new ClientProfile("ada", "0.0-test", 0, longest);
    return new LinkedRuns(connector, profile, System::nanoTime);
  }

  private RunPlace mirror() {
    return new RunPlace.Kept(temporary.resolve("mirror"));
  }

  /** Sets of every kind: by lambda and by budget, with candidates required and forbidden. */
  private SetWish wish(Random random) {
    Set<MorphKind> kinds = EnumSet.allOf(MorphKind.class);
    kinds.removeIf(kind -> random.nextInt(4) == 0);
    Set<Integer> places = new HashSet<>();
    List<Integer> required = new ArrayList<>();
    Set<Integer> forbidden = new HashSet<>();
    int size = whole.candidates().size();
    for (int i = random.nextInt(3); i > 0; i--) {
      int c = random.nextInt(size);
      if (places.add(whole.order().place(c))) {
        required.add(c);
      }
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      forbidden.add(random.nextInt(size));
    }
    forbidden.removeAll(required);
    boolean byLambda = random.nextBoolean();
    return new SetWish(
        new Selector.Rules(random.nextInt(3) * 0.5, kinds, required, forbidden, random.nextInt(20)),
        random.nextInt(2) * 0.5,
        byLambda ? OptionalDouble.of(1e-8 * random.nextInt(1000)) : OptionalDouble.empty(),
        random.nextInt(3_000));
  }

  @Test
  void theEngineChoosesTheSetsThatAreChosenHereToTheLastBit() throws Exception {
    LinkedRuns there = client(Role.DECIDE, LONGEST);
    Random random = new Random(18);
    Set<Object> different = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      SetWish wish = wish(random);
      Selector.Selection here = wish.by(whole.selector(wish.otherShare()));
      assertEquals(here, there.preview("run", 1, wish), wish.toString());
      different.add(here.selected());
    }
    assertTrue(different.size() > 20, different.size() + " sets");
  }

  @Test
  void aLargeJointModelDoesNotTravelAndTheAnswerCountsAllTheSame() throws Exception {
    AtomicLong bytes = new AtomicLong();
    Connector counted = counting(FaultyConnector.sound(host, Role.OWN), bytes);
    LinkedRuns thin = client(counted, LONGEST);
    Follower follower = new Follower();
    LiveRun seen = thin.attach("run", true, mirror(), follower);
    follower.await(() -> seen.asking().pending().isPresent());
    Proposal bare = seen.asking().pending().orElseThrow();
    assertFalse(bare.hasModel());
    assertEquals(whole.candidates(), bare.candidates());
    assertEquals(whole.selected(), bare.selected());
    assertEquals(whole.evidence().size(), bare.evidence().size());
    assertEquals(whole.evidence(3).get().first(), bare.evidence(3).get().first());

    SetWish wish =
        new SetWish(
            new Selector.Rules(
                0, EnumSet.of(MorphKind.SPLIT), List.of(2), Set.of(5), Integer.MAX_VALUE),
            0,
            OptionalDouble.empty(),
            2_000);
    Selector.Selection chosen = thin.preview("run", 1, wish);
    assertTrue(chosen.selected().contains(2));
    seen.takeLead();
    follower.await(seen::leads);
    seen.asking()
        .offer(
            bare,
            new Decision(chosen.selected(), List.of(), List.of(2), List.of(), Decision.By.PERSON));
    seen.await();
    owned.await();
    assertEquals(List.of(), follower.faults());
    assertEquals(Connection.State.CLOSED, seen.connection().state());

    Path recorded = temporary.resolve("runs/run");
    long size = Files.size(recorded.resolve("events.jsonl"));
    long matrix = longestLine(recorded) - longestLine(temporary.resolve("mirror"));
    assertTrue(matrix > 0.5 * longestLine(recorded), "a matrix of " + matrix + " bytes");
    assertTrue(
        bytes.get() < size - matrix + 20_000, bytes + " bytes of " + size + " with " + matrix);
    List<GrowthEvent> kept = RunReader.open(temporary.resolve("mirror")).allEvents();
    assertEquals(RunReader.open(recorded).allEvents().size(), kept.size());
    assertEquals(
        chosen.selected(),
        kept.stream()
            .filter(GrowthEvent.Decided.class::isInstance)
            .map(event -> ((GrowthEvent.Decided) event).decision().apply())
            .findFirst()
            .orElseThrow());
  }

  @Test
  void whatTheModelSaysOfOneCandidateIsTheRowThatIsHere() throws Exception {
    LinkedRuns there = client(Role.WATCH, LONGEST);
    for (int candidate : new int[] {0, 7, whole.candidates().size() - 1}) {
      GramRow here = whole.model().row(candidate);
      GramRow found = there.row("run", 1, 0, candidate);
      assertEquals(here.slope(), found.slope());
      assertArrayEquals(here.entries(), found.entries());
    }
    for (int[] wrong : new int[][] {{2, 0, 0}, {1, 1, 0}, {1, 0, -1}, {1, 0, 1 << 20}}) {
      String told =
          assertThrows(IOException.class, () -> there.row("run", wrong[0], wrong[1], wrong[2]))
              .getMessage();
      assertTrue(told.contains("not recorded") || told.contains("expected a candidate"), told);
    }
  }

  private static long longestLine(Path run) throws IOException {
    try (var lines = Files.lines(run.resolve("events.jsonl"))) {
      return lines.mapToLong(String::length).max().orElse(0);
    }
  }

  @Test
  void whoMayNotDecideOrAsksForWhatIsNotThereIsToldSoAndTheLinkStays() throws Exception {
    SetWish sound =
        new SetWish(
            Selector.Rules.of(0, EnumSet.of(MorphKind.SPLIT)), 0, OptionalDouble.empty(), 1_000);
    LinkedRuns watcher = client(Role.WATCH, LONGEST);
    assertTrue(refusal(watcher, 1, sound).contains("watching only"));
    LinkedRuns decider = client(Role.DECIDE, LONGEST);
    assertTrue(refusal(decider, 2, sound).contains("answered already"));
    for (List<Integer> required :
        List.of(List.of(-1), List.of(whole.candidates().size()), List.of(0, 0))) {
      Selector.Rules rules =
          new Selector.Rules(0, EnumSet.of(MorphKind.SPLIT), required, Set.of(), 1);
      SetWish wrong = new SetWish(rules, 0, OptionalDouble.of(0), 0);
      assertTrue(refusal(decider, 1, wrong).contains("expected required candidates"));
    }
    assertEquals(sound.by(whole.selector(0)), decider.preview("run", 1, sound));
  }

  private static String refusal(LinkedRuns client, int round, SetWish wish) {
    return assertThrows(IOException.class, () -> client.preview("run", round, wish)).getMessage();
  }

  @Test
  void aLinkThatWasCutBetweenTwoQuestionsIsMadeAnew() throws Exception {
    List<Link> links = new ArrayList<>();
    Connector sound = FaultyConnector.sound(host, Role.DECIDE);
    LinkedRuns client =
        client(
            new Remembering(sound) {
              @Override
              public Link connect() throws IOException {
                links.add(super.connect());
                return links.get(links.size() - 1);
              }
            },
            LONGEST);
    SetWish wish = wish(new Random(3));
    Selector.Selection first = client.preview("run", 1, wish);
    assertEquals(first, client.preview("run", 1, wish));
    assertEquals(1, links.size());
    links.get(0).close();
    assertEquals(first, client.preview("run", 1, wish));
    assertEquals(2, links.size());
  }

  private static Connector counting(Connector sound, AtomicLong bytes) {
    return new Remembering(sound) {
      @Override
      public Link connect() throws IOException {
        Link link = super.connect();
        return new Link() {
          @Override
          public void send(Frame frame) throws IOException {
            link.send(frame);
          }

          @Override
          public Frame receive() throws IOException {
            Frame frame = link.receive();
            bytes.addAndGet(frame.body().length);
            return frame;
          }

          @Override
          public void close() {
            link.close();
          }
        };
      }
    };
  }

  /** Another connector with something around it. */
  private static class Remembering implements Connector {
    private final Connector sound;

    Remembering(Connector sound) {
      this.sound = sound;
    }

    @Override
    public Link connect() throws IOException {
      return sound.connect();
    }

    @Override
    public Optional<Connection> verdict() {
      return sound.verdict();
    }

    @Override
    public int silenceSeconds() {
      return sound.silenceSeconds();
    }
  }
}
