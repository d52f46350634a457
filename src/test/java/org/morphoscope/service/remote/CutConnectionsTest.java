package org.morphoscope.service.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
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
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Connection;
import org.morphoscope.service.Follower;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.client.ClientProfile;

/**
 * A network that cuts, holds back, falls silent and lets later connections overtake, between a
 * client and a server over TLS. With {@code -Dmorphoscope.cuts=500} as many cuts as that.
 */
@Timeout(1_200)
class CutConnectionsTest {
  private static final ClientProfile CLIENT = new ClientProfile("ada on laptop", "0.0-test", 0);
  private static final int CUTS = Integer.getInteger("morphoscope.cuts", 8);
  private static final int ROUNDS = Math.max(2, CUTS / 40);

  @TempDir Path temporary;
  private FaultyProxy proxy;

  private static final class Slow extends FakeEngine.Script {
    @Override
    public void onBatch(String pass, int round, int batch) {
      try {
        TimeUnit.MILLISECONDS.sleep(CUTS > 100 ? 20 : 4);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void cutsLoseAndDoubleNothingTheOpenDecisionIncluded() throws Exception {
    // one that falls silent is noticed after seconds: in the long run only
    var weather = new FaultyProxy.Weather(18, 30, 200, 20, CUTS > 100 ? 2 : 0);
    try (TestServer server = TestServer.open(temporary, new Slow());
        FaultyProxy faulty = new FaultyProxy(server.port(), weather)) {
      proxy = faulty;
      Follower follower = new Follower();
      RunService client = insist(() -> connect(server));
      LiveRun run = begin(server, client, follower);
      List<Integer> answered = answerAll(run);
      assertEquals(Connection.State.CLOSED, run.connection().state(), run.connection().reason());
      if (CUTS > 100) {
        System.out.println(faulty + " in " + ROUNDS + " rounds");
      }
      assertEquals(List.of(), follower.faults());
      List<GrowthEvent> recorded = RunReader.open(temporary.resolve("runs/cut")).allEvents();
      assertIterableEquals(EventText.of(recorded), EventText.of(follower.numbered()));
      assertEquals(
          -1,
          Files.mismatch(
              temporary.resolve("runs/cut/events.jsonl"), run.folder().resolve("events.jsonl")));
      List<GrowthEvent.Decided> decided =
          recorded.stream()
              .filter(GrowthEvent.Decided.class::isInstance)
              .map(GrowthEvent.Decided.class::cast)
              .toList();
      assertEquals(ROUNDS, decided.size());
      for (GrowthEvent.Decided each : decided) {
        assertEquals(Decision.By.PERSON, each.decision().by());
        assertTrue(answered.contains(each.round()));
      }
      assertTrue(faulty.cuts() >= CUTS, faulty.toString());
    }
  }

  /** Asks again until it is not cut. */
  private static <T> T insist(Call<T> call) throws Exception {
    while (true) {
      try {
        return call.call();
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  /** Something that the network may cut. */
  @FunctionalInterface
  private interface Call<T> {
    T call() throws IOException;
  }

  private RunService connect(TestServer server) throws IOException {
    return RemoteRunService.connect(
        ServerAddress.parse("127.0.0.1:" + proxy.port()),
        server.fingerprint(),
        TestServer.OWN,
        temporary.resolve("mirrors"),
        CLIENT);
  }

  private static LiveRun begin(TestServer server, RunService client, Follower follower)
      throws Exception {
    RunConfig config =
        Configs.seeded(ROUNDS, 1).withData(new DataChoice("digits", OptionalInt.empty(), 0.2));
    RunStart start = new RunStart("cut", config, new Ask(Asking.Mode.ASK, 5));
    return insist(
        () ->
            // a call whose answer was cut has begun it
            server.runs().hosted("cut").isEmpty()
                ? client.start(start, follower)
                : client.attach("cut", follower));
  }

  /** Answers each question after some of the cuts have befallen it. */
  private List<Integer> answerAll(LiveRun run) throws InterruptedException {
    List<Integer> answered = new ArrayList<>();
    while (!run.isDone()) {
      Proposal asked = run.asking().pending().orElse(null);
      if (asked != null && proxy.cuts() >= CUTS * asked.round() / ROUNDS) {
        // one candidate of its own each round, so that an answer to another question shows
        List<Integer> one = asked.selected().subList(0, Math.min(1, asked.selected().size()));
        Decision decision = new Decision(one, List.of(), one, List.of(), Decision.By.PERSON);
        if (run.asking().offer(asked, decision)) {
          answered.add(asked.round());
        }
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return answered;
  }
}
