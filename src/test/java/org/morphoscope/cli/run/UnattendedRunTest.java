package org.morphoscope.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.Asking;
import org.morphoscope.run.EndReason;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Follower;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.remote.TestServer;

/** What Ctrl-C in a terminal does to a run of a server that it grows. */
@Timeout(60)
class UnattendedRunTest {
  @TempDir Path temporary;
  private final StringWriter said = new StringWriter();
  private final List<GrowthEvent> events = new CopyOnWriteArrayList<>();
  private final UnattendedRun unattended =
      new UnattendedRun(events::add, new PrintWriter(said, true), "morphoscope watch run");

  private LiveRun begin(TestServer server) throws IOException {
    RunStart start =
        new RunStart(
            "run",
            Configs.seeded(1, 1).withData(new DataChoice("digits", OptionalInt.empty(), 0.2)),
            new Ask(Asking.Mode.ASK, 5));
    LiveRun run = server.client("ada", TestServer.OWN, temporary).start(start, unattended);
    unattended.handsOver(run);
    return run;
  }

  @Test
  void aRunWhoseLeadWasHandedOnIsLeftAndGoesOn() throws Exception {
    try (TestServer server = TestServer.open(temporary, new FakeEngine.Script())) {
      LiveRun hers = begin(server);
      Follower bob = new Follower();
      LiveRun his = server.client("bob", TestServer.DECIDE, temporary).attach("run", bob);
      bob.await(() -> his.asking().pending().isPresent());
      his.askForLead();
      bob.await(his::leads);
      // her terminal hears of it by a message of its own
      bob.await(() -> hers.leader().equals("bob"));
      unattended.stop();
      unattended.await();
      assertTrue(
          said.toString()
              .contains(
                  "'bob' has the lead of this run: it is left, and goes on."
                      + " Look on with: morphoscope watch run"),
          said.toString());
      assertTrue(events.stream().noneMatch(GrowthEvent.RunEnded.class::isInstance));
      assertFalse(server.runs().hosted("run").orElseThrow().isDone());
      assertTrue(his.asking().pending().isPresent());
      his.asking().setMode(Asking.Mode.AUTOMATIC);
      bob.awaitEnd();
      assertEquals(EndReason.ROUNDS_DONE, end(bob.all()));
    }
  }

  @Test
  void aRunThatIsLedFromHereEnds() throws Exception {
    try (TestServer server = TestServer.open(temporary, new FakeEngine.Script())) {
      begin(server);
      unattended.stop();
      unattended.stop();
      unattended.await();
      assertEquals(EndReason.STOPPED, end(events));
      assertEquals("", said.toString());
    }
  }

  private static EndReason end(List<GrowthEvent> all) {
    return all.stream()
        .filter(GrowthEvent.RunEnded.class::isInstance)
        .map(event -> ((GrowthEvent.RunEnded) event).reason())
        .findFirst()
        .orElseThrow();
  }
}
