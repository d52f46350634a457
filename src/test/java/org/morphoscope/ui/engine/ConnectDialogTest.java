package org.morphoscope.ui.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.morphoscope.growth.FakeEngine;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunService;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.remote.KnownServers;
import org.morphoscope.service.remote.ServerBook;
import org.morphoscope.service.remote.ServerWish;
import org.morphoscope.service.remote.TestServer;
import org.morphoscope.ui.kit.Fx;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The dialog on a server of loopback: what is trusted, what is kept, what is refused. */
@ExtendWith(ApplicationExtension.class)
class ConnectDialogTest {
  private static final ClientProfile CLIENT = new ClientProfile("ada on laptop", "0.0-test", 0);

  @TempDir Path folder;
  private final ExecutorService background = Executors.newCachedThreadPool();
  private final AtomicReference<RunService> connected = new AtomicReference<>();
  private Stage stage;
  private TestServer server;
  private ConnectDialog dialog;

  @Start
  void open(Stage first) throws IOException {
    stage = first;
    stage.setScene(new Scene(new Pane(), 700, 500));
    stage.show();
    server = TestServer.open(folder, new FakeEngine.Script());
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(
        () ->
            List.copyOf(Window.getWindows()).stream()
                .filter(w -> w != stage)
                .forEach(Window::hide));
    server.close();
    background.shutdownNow();
  }

  private ServerBook book(Optional<Path> authority) {
    return new ServerBook(
        folder.resolve("servers.json"), folder.resolve("remote"), CLIENT, authority);
  }

  private void show(FxRobot robot) {
    show(robot, Optional.empty());
  }

  private void show(FxRobot robot, Optional<Path> authority) {
    connected.set(null);
    robot.interact(
        () -> {
          dialog = new ConnectDialog(stage, Fx.on(background), book(authority), connected::set);
          dialog.show();
        });
  }

  private static void await(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
  }

  private static Node node(String id) {
    return Window.getWindows().stream()
        .filter(Window::isShowing)
        .map(w -> w.getScene().lookup(id))
        .filter(found -> found != null)
        .findFirst()
        .orElseThrow();
  }

  private static String message() {
    return ((Labeled) node("#connect-message")).getText();
  }

  private void enter(FxRobot robot, String address, String token) {
    robot.interact(
        () -> {
          typed().getEditor().setText(address);
          ((PasswordField) node("#connect-token")).setText(token);
          ((ButtonBase) node("#connect-go")).fire();
        });
  }

  @SuppressWarnings("unchecked")
  private static ComboBox<String> typed() {
    return (ComboBox<String>) node("#connect-server");
  }

  private KnownServers.Known known() throws IOException {
    return new KnownServers(folder.resolve("servers.json")).all().get(0);
  }

  @Test
  void theCertificateOfANewServerIsShownBeforeAnythingIsSentAndIsPinnedThen(FxRobot robot)
      throws Exception {
    show(robot);
    String address = server.address().name();
    enter(robot, address, TestServer.DECIDE);
    await(() -> message().contains(server.shownFingerprint()));
    assertTrue(message().contains("Nothing was sent yet"), message());
    assertEquals(null, connected.get());
    robot.interact(() -> ((ButtonBase) node("#connect-go")).fire());
    await(() -> connected.get() != null);
    assertFalse(dialog.isShowing());
    assertEquals(Role.DECIDE, connected.get().role());
    assertEquals(server.fingerprint(), known().fingerprint());
    assertEquals(Optional.of(TestServer.DECIDE), known().token());

    // the next time it is known, the latest is offered, and what was kept is enough
    show(robot);
    await(() -> typed().getEditor().getText().equals(address));
    assertEquals(List.of(address), List.copyOf(typed().getItems()));
    robot.interact(() -> ((ButtonBase) node("#connect-go")).fire());
    await(() -> connected.get() != null);
    assertEquals(Role.DECIDE, connected.get().role());
  }

  @Test
  void aTokenIsKeptOnlyWhereThatIsWantedAndAWrongOneIsTold(FxRobot robot) throws Exception {
    show(robot);
    String address = server.address().name() + "#" + server.fingerprint();
    enter(robot, address, "none-of-this-service-at-all");
    await(() -> message().contains("token is none of this service"));
    assertEquals(null, connected.get());
    robot.interact(() -> ((CheckBox) node("#connect-keep")).setSelected(false));
    enter(robot, address, TestServer.WATCH);
    await(() -> connected.get() != null);
    assertEquals(Optional.empty(), known().token());

    show(robot);
    enter(robot, server.address().name(), "");
    await(() -> message().contains("expected a token of this server, found none"));
  }

  @Test
  void aServerWithAnotherCertificateThanTheKnownOneIsRefused(FxRobot robot) throws Exception {
    String address = server.address().name();
    new KnownServers(folder.resolve("servers.json"))
        .remember(new KnownServers.Known(address, "ab".repeat(32), Optional.of(TestServer.OWN)));
    show(robot);
    enter(robot, address, TestServer.OWN);
    await(() -> message().contains("somebody is in between"));
    assertTrue(message().contains(server.shownFingerprint()), message());
    assertEquals(null, connected.get());
    assertEquals("ab".repeat(32), known().fingerprint());
  }

  @Test
  void aServerThatAnAuthorityVouchesForNeedsNoFingerprintButItsName(FxRobot robot)
      throws Exception {
    Optional<Path> authority = Optional.of(folder.resolve("state/tls.crt"));
    show(robot, authority);
    enter(robot, "localhost:" + server.port(), TestServer.OWN);
    await(() -> connected.get() != null);
    assertEquals("", known().fingerprint());

    show(robot, authority);
    enter(robot, "127.0.0.1:" + server.port(), TestServer.OWN);
    await(() -> message().contains("expected a certificate for this name"));
    assertEquals(null, connected.get());
  }

  @Test
  void aWishOfTheCommandLineThatLacksSomethingIsAskedForTheRest(FxRobot robot) throws Exception {
    show(robot);
    robot.interact(
        () ->
            dialog.begin(
                new ServerWish(server.address(), Optional.of(TestServer.OWN), Optional.empty()),
                "It is not known yet."));
    assertEquals(server.address().name(), typed().getEditor().getText());
    assertEquals("It is not known yet.", message());
    robot.interact(() -> ((ButtonBase) node("#connect-go")).fire());
    await(() -> message().contains(server.shownFingerprint()));
  }
}
