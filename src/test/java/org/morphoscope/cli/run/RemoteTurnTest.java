package org.morphoscope.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.Configs;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.journal.RunReader;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Adjustment.Setting;
import org.morphoscope.run.Asking;
import org.morphoscope.run.GrowthEvent.Adjusted;
import org.morphoscope.run.RunControl;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Connection;
import org.morphoscope.service.Follower;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.remote.TestServer;

/** {@code morphoscope adjust --connect}, at the other end of the wire. */
@Timeout(60)
class RemoteTurnTest {
  private static final Adjustment EPOCHS = new Adjustment(Setting.EPOCHS, 3, "terminal");

  @TempDir Path temporary;

  private LiveRun begin(TestServer server, Follower ada) throws Exception {
    LiveRun run =
        server
            .client("ada", TestServer.OWN, temporary)
            .start(
                new RunStart(
                    "turned",
                    Configs.seeded(1, 1)
                        .withData(new DataChoice("digits", OptionalInt.empty(), 0.2)),
                    new Ask(Asking.Mode.ASK, 5)),
                ada);
    ada.await(() -> run.asking().pending().isPresent() && run.leads());
    return run;
  }

  private void turn(TestServer server, String name, String token) throws Exception {
    RemoteTurn turn = new RemoteTurn();
    try (LiveRun run = server.client(name, token, temporary).attach("turned", turn)) {
      turn.send(run, List.of(EPOCHS));
    }
  }

  @Test
  void aSettingIsTurnedWhenTheLeadIsHandedOverAndItIsGivenBack() throws Exception {
    try (TestServer server = TestServer.open(temporary, new FakeEngine.Script())) {
      Follower ada = new Follower();
      LiveRun hers = begin(server, ada);
      Thread hands = new Thread(() -> handOver(hers, ada));
      hands.start();
      turn(server, "bob", TestServer.DECIDE);
      hands.join();
      ada.await(() -> hers.leader().isEmpty());
      hers.takeLead();
      ada.await(hers::leads);
      hers.asking().setMode(Asking.Mode.AUTOMATIC);
      ada.awaitEnd();
      hers.await();
      List<Adjusted> told =
          RunReader.open(temporary.resolve("runs/turned")).allEvents().stream()
              .filter(Adjusted.class::isInstance)
              .map(Adjusted.class::cast)
              .toList();
      // in the name that the server knows, whatever the message says
      assertEquals(
          List.of(new Adjusted(1, 0, Setting.EPOCHS, OptionalDouble.of(1), 3, "bob")), told);
    }
  }

  private static void handOver(LiveRun run, Follower follower) {
    try {
      follower.await(() -> run.asker().equals("bob"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    run.handLead();
  }

  @Test
  void whoMayOnlyWatchTurnsNothing() throws Exception {
    try (TestServer server = TestServer.open(temporary, new FakeEngine.Script())) {
      Follower ada = new Follower();
      LiveRun hers = begin(server, ada);
      IOException no = assertThrows(IOException.class, () -> turn(server, "cyd", TestServer.WATCH));
      assertTrue(no.getMessage().contains("watching only"), no.getMessage());
      hers.asking().setMode(Asking.Mode.AUTOMATIC);
      ada.awaitEnd();
      hers.await();
      assertTrue(
          RunReader.open(temporary.resolve("runs/turned")).allEvents().stream()
              .noneMatch(Adjusted.class::isInstance));
      IOException over =
          assertThrows(IOException.class, () -> turn(server, "bob", TestServer.DECIDE));
      assertTrue(over.getMessage().contains("rests"), over.getMessage());
    }
  }

  @Test
  void aRunThatIsLostBeforeItsReplyIsNoSuccess() {
    AtomicBoolean lost = new AtomicBoolean();
    Map<String, Supplier<Object>> answers =
        Map.of(
            "id",
            () -> "turned",
            "connection",
            Connection::connected,
            "leads",
            () -> true,
            "isSettled",
            () -> true,
            "isDone",
            lost::get,
            "control",
            () -> {
              lost.set(true);
              return fake(RunControl.class, Map.of());
            });
    LiveRun run = fake(LiveRun.class, answers);
    IOException no =
        assertThrows(IOException.class, () -> new RemoteTurn().send(run, List.of(EPOCHS)));
    assertTrue(no.getMessage().contains("before it was known"), no.getMessage());
  }

  private static <T> T fake(Class<T> type, Map<String, Supplier<Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> answers.getOrDefault(method.getName(), () -> null).get()));
  }
}
