package org.morphoscope.service.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Adjustment.Setting;
import org.morphoscope.run.Asking;
import org.morphoscope.run.GrowthEvent.Adjusted;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Follower;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.Services;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.client.LinkedRuns;
import org.morphoscope.service.client.LinkedRuns.RunPlace;

/** Settings that a viewer turns at the other end of a link. */
@Timeout(60)
class AdjustOverALinkTest {
  @TempDir Path temporary;

  @Test
  void whoLeadsTurnsASettingAndNobodyElse() throws Exception {
    HostedRuns runs =
        new HostedRuns(
            Services.fake(new FakeEngine.Script()), temporary.resolve("runs"), System::nanoTime);
    RunHost host = new RunHost(runs, "0.0-test", HostPolicy.own(() -> {}), System::nanoTime);
    RunPlace place = new RunPlace.Here(temporary.resolve("runs").resolve("run"));
    Follower one = new Follower();
    LiveRun leads =
        client(host, "ada", Role.OWN)
            .start(
                new RunStart("run", Configs.seeded(1, 1), new Ask(Asking.Mode.ASK, 5)),
                Optional.empty(),
                place,
                one);
    one.await(() -> leads.asking().pending().isPresent() && leads.leads());

    Follower two = new Follower();
    LiveRun decides = client(host, "bob", Role.DECIDE).attach("run", false, place, two);
    two.await(() -> decides.leader().equals("ada"));
    decides.control().adjust(new Adjustment(Setting.EPOCHS, 5, "bob"));
    two.await(() -> two.refusals().size() == 1);
    assertTrue(two.refusals().get(0).contains("'ada' has the lead"), two.refusals().toString());

    Follower three = new Follower();
    LiveRun watches = client(host, "cyd", Role.WATCH).attach("run", false, place, three);
    three.await(() -> watches.asking().pending().isPresent());
    watches.control().adjust(new Adjustment(Setting.EPOCHS, 7, "cyd"));
    three.await(() -> three.refusals().size() == 1);
    assertTrue(three.refusals().get(0).contains("watching only"), three.refusals().toString());

    leads.control().adjust(new Adjustment(Setting.LEARNING_RATE, 0.025, "ada"));
    leads.control().adjust(new Adjustment(Setting.EPOCHS, 2, "ada"));
    one.await(leads::isSettled);
    leads.asking().setMode(Asking.Mode.AUTOMATIC);
    leads.await();
    decides.await();
    assertEquals(List.of(), one.refusals());
    assertEquals(
        List.of(
            new Adjusted(1, 0, Setting.LEARNING_RATE, OptionalDouble.of(0.1), 0.025, "ada"),
            new Adjusted(1, 0, Setting.EPOCHS, OptionalDouble.of(1), 2, "ada")),
        adjusted(two));
    assertEquals(adjusted(two), adjusted(one));
  }

  private static LinkedRuns client(RunHost host, String name, Role role) {
    return new LinkedRuns(
        FaultyConnector.sound(host, role),
        new ClientProfile(name, "0.0-test", 0),
        System::nanoTime);
  }

  private static List<Adjusted> adjusted(Follower viewer) {
    return viewer.all().stream()
        .filter(Adjusted.class::isInstance)
        .map(Adjusted.class::cast)
        .toList();
  }
}
