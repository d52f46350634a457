package org.morphoscope.service.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.morphoscope.service.Artefact;
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
import org.morphoscope.service.client.FolderMirror;
import org.morphoscope.service.client.LinkedRuns;
import org.morphoscope.service.client.LinkedRuns.RunPlace;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.FrameException;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Messages;
import org.morphoscope.service.wire.StreamLink;

@Timeout(60)
class SessionTest {
  private static final ClientProfile ALL = new ClientProfile("ada on laptop", "0.0-test", 0);

  @TempDir Path temporary;
  private RunHost host;
  private HostedRuns runs;

  /** Batches take a moment, so that a run lasts while it is followed. */
  private static final class Slow extends FakeEngine.Script {
    private final int millis;

    Slow(int millis) {
      this.millis = millis;
    }

    @Override
    public void onBatch(String pass, int round, int batch) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @BeforeEach
  void makeHost() {
    makeHost(new FakeEngine.Script());
  }

  private void makeHost(FakeEngine.Script script) {
    runs = new HostedRuns(Services.fake(script), temporary.resolve("runs"), System::nanoTime);
    host = new RunHost(runs, "0.0-test", HostPolicy.own(() -> {}), System::nanoTime);
  }

  private LinkedRuns client(Connector connector) {
    return new LinkedRuns(connector, ALL, System::nanoTime);
  }

  private LinkedRuns client() {
    return client(FaultyConnector.sound(host, Role.OWN));
  }

  private RunPlace here(String id) {
    return new RunPlace.Here(temporary.resolve("runs").resolve(id));
  }

  private RunPlace kept(String name) {
    return new RunPlace.Kept(temporary.resolve(name));
  }

  private List<GrowthEvent> recorded(String id) throws IOException {
    return RunReader.open(temporary.resolve("runs").resolve(id)).allEvents();
  }

  private static RunStart asking(String id, int rounds) {
    return new RunStart(id, Configs.seeded(rounds, 1), new Ask(Asking.Mode.ASK, 5));
  }

  private static RunStart automatic(String id, int rounds) {
    return new RunStart(id, Configs.seeded(rounds, 1), Ask.nobody());
  }

  @Test
  void whoComesLateGetsEverythingOnceAndInOrder() throws Exception {
    Follower first = new Follower();
    LiveRun run = client().start(asking("late", 3), Optional.empty(), here("late"), first);
    first.await(() -> run.asking().pending().isPresent());
    assertTrue(run.leads());
    Follower late = new Follower();
    LiveRun joined = client().attach("late", false, kept("mirror"), late);
    late.await(() -> joined.asking().pending().isPresent());
    assertFalse(joined.leads());
    late.await(() -> joined.viewers() == 2);
    assertEquals("ada on laptop", joined.leader());
    run.asking().setMode(Asking.Mode.AUTOMATIC);
    run.await();
    joined.await();
    for (Follower each : List.of(first, late)) {
      assertEquals(List.of(), each.faults());
      assertIterableEquals(EventText.of(recorded("late")), EventText.of(each.numbered()));
    }
    assertEquals(Connection.State.CLOSED, run.connection().state());
    assertEquals(
        -1,
        Files.mismatch(
            temporary.resolve("runs/late/events.jsonl"), joined.folder().resolve("events.jsonl")));
    Path net = client().fetch("late", Artefact.checkpoint(3), joined.folder());
    assertEquals(
        -1,
        Files.mismatch(
            temporary.resolve("runs/late/checkpoints/round-003/W0.npy"), net.resolve("W0.npy")));
    assertEquals(3, RunReader.open(joined.folder()).checkpoints().get(0));
  }

  @Test
  @Timeout(120)
  void cutsLoseAndDoubleNothingTheDecisionIncluded() throws Exception {
    makeHost(new Slow(1));
    FaultyConnector faulty = new FaultyConnector(host, Role.OWN, 18, 6, 0);
    Follower follower = new Follower();
    LiveRun run = null;
    int rounds = Integer.getInteger("morphoscope.cut.rounds", 5);
    while (run == null) {
      try {
        run = client(faulty).start(asking("cut", rounds), Optional.empty(), kept("m"), follower);
      } catch (IOException e) {
        // the call itself was cut; when it had arrived, the run is there
        if (runs.hosted("cut").isPresent()) {
          Follower again = follower;
          run = attach(faulty, again);
        }
      }
    }
    List<Integer> answered = new ArrayList<>();
    while (!run.isDone()) {
      Optional<Proposal> open = run.asking().pending();
      if (open.isPresent()) {
        Proposal asked = open.get();
        // one candidate of its own each round, so that an answer to another question shows
        List<Integer> one = asked.selected().subList(0, Math.min(1, asked.selected().size()));
        Decision decision = new Decision(one, List.of(), one, List.of(), Decision.By.PERSON);
        if (run.asking().offer(asked, decision)) {
          answered.add(asked.round());
        }
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    assertEquals(List.of(), follower.faults());
    assertIterableEquals(EventText.of(recorded("cut")), EventText.of(follower.numbered()));
    List<GrowthEvent.Decided> decided =
        recorded("cut").stream()
            .filter(GrowthEvent.Decided.class::isInstance)
            .map(GrowthEvent.Decided.class::cast)
            .toList();
    assertEquals(rounds, decided.size());
    for (GrowthEvent.Decided each : decided) {
      assertEquals(Decision.By.PERSON, each.decision().by());
      assertTrue(answered.contains(each.round()));
    }
    assertEquals(
        -1,
        Files.mismatch(
            temporary.resolve("runs/cut/events.jsonl"), temporary.resolve("m/events.jsonl")));
    assertTrue(faulty.cuts() >= 12 * rounds, faulty.cuts() + " cuts");
  }

  private LiveRun attach(Connector connector, Follower follower) {
    while (true) {
      try {
        return client(connector).attach("cut", true, kept("m"), follower);
      } catch (IOException e) {
        // cut again
        continue;
      }
    }
  }

  @Test
  void aSlowReaderDelaysNobodyAndGetsEverything() throws Exception {
    makeHost(new Slow(1));
    Follower slow = new Follower();
    FaultyConnector slowly = new FaultyConnector(host, Role.OWN, 0, 0, 8);
    Follower quick = new Follower();
    LiveRun run = client().start(automatic("slow", 3), Optional.empty(), here("slow"), quick);
    LiveRun behind = client(slowly).attach("slow", false, here("slow"), slow);
    run.await();
    assertFalse(behind.isDone());
    behind.await();
    assertEquals(List.of(), slow.faults());
    assertIterableEquals(EventText.of(recorded("slow")), EventText.of(slow.numbered()));
  }

  @Test
  void aWatcherSeesTheQuestionAndMayNotAnswerIt() throws Exception {
    Follower owner = new Follower();
    LiveRun run = client().start(asking("watch", 1), Optional.empty(), here("watch"), owner);
    Follower watcher = new Follower();
    LinkedRuns watching = client(FaultyConnector.sound(host, Role.WATCH));
    LiveRun seen = watching.attach("watch", true, here("watch"), watcher);
    watcher.await(() -> seen.asking().pending().isPresent());
    assertEquals(Role.WATCH, seen.role());
    Proposal proposal = seen.asking().pending().orElseThrow();
    assertTrue(seen.asking().offer(proposal, Decision.accept(proposal)));
    watcher.await(() -> !watcher.refusals().isEmpty());
    assertTrue(watcher.refusals().get(0).contains("watching only"), watcher.refusals().toString());
    // the question is as open as before
    assertEquals(proposal.round(), seen.asking().pending().orElseThrow().round());
    owner.await(() -> run.asking().pending().isPresent());
    IOException no =
        assertThrows(
            IOException.class,
            () -> watching.resume("watch", RunChange.none(), Ask.nobody(), here("watch"), owner));
    assertTrue(no.getMessage().contains("role own"), no.getMessage());
    run.asking().setMode(Asking.Mode.AUTOMATIC);
    seen.await();
    run.await();
  }

  @Test
  void ofTwoWhoMayDecideTheFirstAnswerCountsAndTheLeadIsTakenOpenly() throws Exception {
    Follower one = new Follower();
    LiveRun first = client().start(asking("two", 1), Optional.empty(), here("two"), one);
    Follower two = new Follower();
    LiveRun second = client().attach("two", false, here("two"), two);
    one.await(() -> first.asking().pending().isPresent());
    two.await(() -> second.asking().pending().isPresent());
    second.control().pause();
    two.await(() -> two.refusals().size() == 1);
    assertTrue(two.refusals().get(0).contains("'ada on laptop' has the lead"));
    second.takeLead();
    two.await(second::leads);
    one.await(() -> !first.leads());
    Proposal mine = second.asking().pending().orElseThrow();
    assertTrue(second.asking().offer(mine, Decision.accept(mine)));
    second.await();
    first.await();
    assertEquals(List.of(), one.faults());
  }

  @Test
  void aRequestThatComesTwiceIsDoneOnceAndAnsweredAlikeAndAnOldEpochIsRefused() throws Exception {
    Follower owner = new Follower();
    LiveRun run = client().start(asking("again", 1), Optional.empty(), here("again"), owner);
    owner.await(() -> run.asking().pending().isPresent());
    Wishes wishes = host.wishes(runs.hosted("again").orElseThrow());
    var live = runs.hosted("again").orElseThrow();
    live.lead().take("me", "me");
    var question = live.question().orElseThrow();
    Decision accept = Decision.accept(question.proposal());
    var old = new Messages.Answer("1", "another epoch", accept);
    assertTrue(wishes.answer("me", question.number(), old).refusal().contains("gone back"));
    var answer = new Messages.Answer("2", live.told().epoch(), accept);
    assertEquals("", wishes.answer("me", question.number(), answer).refusal());
    assertEquals("", wishes.answer("me", question.number(), answer).refusal());
    var third = new Messages.Answer("3", live.told().epoch(), accept);
    assertTrue(wishes.answer("me", question.number(), third).refusal().contains("already"));
    run.await();
  }

  @Test
  void scoresOfAWatcherAreMergedAndNothingElseIs() throws Exception {
    makeHost(new Slow(4));
    Follower owner = new Follower();
    LiveRun run = client().start(automatic("merge", 2), Optional.empty(), here("merge"), owner);
    List<Long> numbers = new ArrayList<>();
    List<GrowthEvent> seen = new ArrayList<>();
    LinkedRuns watching = client(FaultyConnector.sound(host, Role.WATCH));
    LiveRun watched =
        watching.attach(
            "merge",
            false,
            kept("mirror"),
            (number, event) -> {
              if (number >= 0) {
                numbers.add(number);
                seen.add(event);
              }
            });
    run.await();
    watched.await();
    List<GrowthEvent> all = recorded("merge");
    assertTrue(seen.size() < all.size(), "nothing was merged");
    assertEquals(
        all.stream().filter(event -> !(event instanceof GrowthEvent.ScoresUpdated)).count(),
        seen.stream().filter(event -> !(event instanceof GrowthEvent.ScoresUpdated)).count());
    for (int i = 0; i < seen.size(); i++) {
      assertEquals(
          EventText.of(List.of(all.get(numbers.get(i).intValue()))),
          EventText.of(List.of(seen.get(i))));
    }
    // the mirror is a run that can be opened, and going on it knows what it has
    assertEquals(seen.size(), RunReader.open(watched.folder()).allEvents().size());
    assertEquals(all.size(), FolderMirror.open(watched.folder(), () -> {}).orElseThrow().lines());
  }

  @Test
  void aRunThatGoesOnIsToldFromThereAndAFailedBeginningEndsWithItsSentence() throws Exception {
    Follower first = new Follower();
    client().start(automatic("on", 1), Optional.empty(), here("on"), first).await();
    long lines = recorded("on").size();
    Follower again = new Follower(lines - 1);
    client().resume("on", RunChange.toRounds(2), Ask.nobody(), here("on"), again).await();
    assertTrue(again.all().get(0) instanceof GrowthEvent.RunStarted, again.all().toString());
    assertEquals(List.of(), again.faults());
    Follower undone = new Follower(recorded("on").size());
    client().undo("on", 2, Ask.nobody(), here("on"), undone).await();
    assertEquals(List.of(), undone.faults());
    assertTrue(undone.numbered().get(0) instanceof GrowthEvent.Undone);
    IOException no =
        assertThrows(
            IOException.class,
            () -> client().start(automatic("on", 1), Optional.empty(), here("on"), first));
    assertTrue(no.getMessage().contains("new or empty folder"), no.getMessage());
  }

  @Test
  void otherProtocolsAndUnknownRunsAreRefusedInASentence() throws Exception {
    var hello =
        new Messages.Hello(7, 9, "9.9", "v", "n", "run", "", 0, 0, 0, Messages.LeadWish.NONE);
    try (Link link = FaultyConnector.sound(host, Role.OWN).connect()) {
      link.send(Frame.of(Kind.HELLO, MessageJson.bytes(hello.encode())));
      Frame answer = link.receive();
      assertEquals(Kind.REFUSED, answer.kind());
      assertTrue(answer.text().contains("protocols 7 to 9"), answer.text());
    }
    for (String id : List.of("nobody", "../runs", "a/b", "..")) {
      Follower follower = new Follower();
      LiveRun run = client().attach(id, false, here("x"), follower);
      run.await();
      assertEquals(Connection.State.REFUSED, run.connection().state());
      assertFalse(run.connection().reason().isBlank());
    }
  }

  @Test
  void tenThousandMalformedFramesDoNothingToTheRun() throws Exception {
    Follower owner = new Follower();
    LiveRun run = client().start(asking("junk", 1), Optional.empty(), here("junk"), owner);
    owner.await(() -> run.asking().pending().isPresent());
    Random random = new Random(18);
    byte[][] bodies = {
      {},
      "{}".getBytes(StandardCharsets.UTF_8),
      "{\"call\":\"start\"}".getBytes(StandardCharsets.UTF_8),
      "{\"call\":\"fetch\",\"id\":\"../..\",\"kind\":\"seed\",\"round\":0}"
          .getBytes(StandardCharsets.UTF_8),
      "[".repeat(5000).getBytes(StandardCharsets.UTF_8),
      "{\"call\":\"undo\",\"id\":\"junk\",\"round\":-3,\"mode\":\"ask\",\"seconds\":1e99}"
          .getBytes(StandardCharsets.UTF_8)
    };
    for (int i = 0; i < 10_000; i++) {
      MemoryLink[] ends = MemoryLink.pair();
      byte[] body = bodies[random.nextInt(bodies.length)];
      if (random.nextBoolean()) {
        body = new byte[random.nextInt(40)];
        random.nextBytes(body);
      }
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      ends[0].send(new Frame(kind, random.nextLong(), body));
      // only one frame, then the other side has gone
      Thread closer = i % 100 == 0 ? new Thread(ends[0]::close) : null;
      if (closer != null) {
        closer.start();
      } else {
        ends[0].close();
      }
      host.serve(ends[1], Role.OWN, "junk");
    }
    assertTrue(run.asking().pending().isPresent());
    assertEquals(1, runs.underWay().size());
    run.asking().setMode(Asking.Mode.AUTOMATIC);
    run.await();
    assertEquals(List.of(), owner.faults());
  }

  @Test
  void bytesThatAreNoFramesAreRefusedWithoutTakingMemory() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      var link =
          new StreamLink(new ByteArrayInputStream(bytes), new ByteArrayOutputStream(), () -> {});
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              link.receive();
            }
          });
    }
    byte[] announced = {0x7f, -1, -1, -1, 1};
    var link =
        new StreamLink(new ByteArrayInputStream(announced), new ByteArrayOutputStream(), () -> {});
    assertTrue(
        assertThrows(FrameException.class, link::receive)
            .getMessage()
            .contains("not Morphoscope's protocol"));
  }
}
