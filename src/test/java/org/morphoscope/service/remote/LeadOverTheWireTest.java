package org.morphoscope.service.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.Asking;
import org.morphoscope.run.Decision;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Follower;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunStart;

@Timeout(60)
class LeadOverTheWireTest {
  @TempDir Path temporary;

  @Test
  void theLeadIsAskedForKeptAndHandedOverAndAWatcherMayNotAsk() throws Exception {
    try (TestServer server = TestServer.open(temporary, new FakeEngine.Script())) {
      RunConfig config =
          Configs.seeded(1, 1).withData(new DataChoice("digits", OptionalInt.empty(), 0.2));
      Follower ada = new Follower();
      LiveRun hers =
          server
              .client("ada", TestServer.OWN, temporary)
              .start(new RunStart("lead", config, new Ask(Asking.Mode.ASK, 5)), ada);
      ada.await(() -> hers.asking().pending().isPresent() && hers.leads());
      Follower bob = new Follower();
      LiveRun his = server.client("bob", TestServer.DECIDE, temporary).attach("lead", bob);
      bob.await(() -> his.asking().pending().isPresent() && his.leader().equals("ada"));
      Follower cyd = new Follower();
      LiveRun watched = server.client("cyd", TestServer.WATCH, temporary).attach("lead", cyd);

      his.askForLead();
      ada.await(() -> hers.asker().equals("bob"));
      cyd.await(() -> watched.asker().equals("bob"));
      assertFalse(his.leads());
      hers.keepLead();
      bob.await(() -> bob.refusals().contains("'ada' keeps the lead of this run."));
      assertTrue(hers.leads());

      watched.askForLead();
      cyd.await(() -> cyd.refusals().stream().anyMatch(no -> no.contains("watching only")));
      // her picture of the run follows by a message of its own
      ada.await(() -> hers.asker().isEmpty());

      his.askForLead();
      ada.await(() -> hers.asker().equals("bob"));
      hers.handLead();
      bob.await(his::leads);
      ada.await(() -> hers.leader().equals("bob") && hers.asker().isEmpty());
      cyd.await(() -> watched.leader().equals("bob"));
      var asked = his.asking().pending().orElseThrow();
      assertTrue(his.asking().offer(asked, Decision.accept(asked)));
      his.await();
      hers.await();
      watched.await();
      assertEquals(1, bob.refusals().size(), bob.refusals().toString());
    }
  }
}
