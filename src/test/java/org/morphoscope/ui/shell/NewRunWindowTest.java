package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.morphoscope.run.RunConfig;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** The dialog of a new run: what it asks for, and that it remembers. */
class NewRunWindowTest extends WindowTest {
  private final MemoryPreferences preferences = new MemoryPreferences();

  @Override
  Services services() {
    return FakeServices.of(
        () -> new FakeGrowthService(FakeRun.chain(new int[] {4, 6}), 24),
        RunConfig.standard("generated", "tiny", 1, 7),
        runs,
        preferences);
  }

  private TextField field(String id) {
    return (TextField) node(id);
  }

  private TextField activation() {
    return ((ComboBox<?>) node("#form-activation")).getEditor();
  }

  private void open(FxRobot robot) throws Exception {
    robot.interact(() -> window.actions().newRun());
    await(() -> node("#form-rate") != null);
  }

  @Test
  void theLastChoicesAreOfferedAgainUntilTheUsualOnesAreWanted(FxRobot robot) throws Exception {
    open(robot);
    assertEquals("0.05", field("#form-rate").getText());
    assertEquals("", field("#form-limit").getText());
    robot.interact(
        () -> {
          field("#form-rate").setText("0.02");
          field("#form-batch").setText("64");
          field("#form-limit").setText("500");
          field("#form-tail").setText("x");
        });
    fire(robot, "#form-start");
    assertTrue(text("#form-error").startsWith("epochs of the tail: expected"), text("#form-error"));
    assertTrue(
        node("#form-tail").getPseudoClassStates().contains(PseudoClass.getPseudoClass("danger")));
    robot.interact(() -> field("#form-tail").setText("0"));
    robot.interact(() -> activation().setText("leaky-relu:1.2"));
    fire(robot, "#form-start");
    await(() -> text("#form-error").startsWith("activation: expected relu"));
    assertTrue(isWrong("#form-activation"));
    robot.interact(() -> activation().setText("leaky-relu:0.2"));
    robot.interact(() -> field("#form-dropout").setText("1.5"));
    fire(robot, "#form-start");
    await(() -> text("#form-error").startsWith("dropout: expected a share"));
    assertTrue(isWrong("#form-dropout"));
    robot.interact(() -> field("#form-dropout").setText("0.2"));
    fire(robot, "#form-start");
    await(() -> text("#run-state").startsWith("finished"));

    open(robot);
    assertEquals("0.02", field("#form-rate").getText());
    assertEquals("64", field("#form-batch").getText());
    assertEquals("500", field("#form-limit").getText());
    assertEquals("0", field("#form-tail").getText());
    assertEquals("leaky-relu:0.2", activation().getText());
    assertEquals("0.2", field("#form-dropout").getText());
    fire(robot, "#form-usual");
    await(() -> node("#form-rate") != null && field("#form-rate").getText().equals("0.05"));
    assertEquals("", field("#form-tail").getText());
    assertEquals("relu", activation().getText());
  }

  @Test
  void allOfTheFormIsInSightWhereTheScreenHasRoom(FxRobot robot) throws Exception {
    open(robot);
    await(() -> node("#form-scroll") != null && node("#form-scroll").getScene().getHeight() > 0);
    await(() -> isInside(node("#form-data"), node("#form-scroll")));
    await(() -> isInside(node("#form-seed"), node("#form-scroll")));
    await(() -> isInside(node("#form-mode"), node("#form-scroll")));
  }

  @Test
  void whatIsWrongIsInSightOnASmallScreen(FxRobot robot) throws Exception {
    open(robot);
    ScrollPane[] scroll = new ScrollPane[1];
    robot.interact(
        () -> {
          scroll[0] = (ScrollPane) node("#new-run-dialog").lookup("#form-scroll");
          scroll[0].setMaxHeight(120);
          scroll[0].getScene().getRoot().applyCss();
          scroll[0].getScene().getRoot().layout();
          field("#form-seed").setText("x");
        });
    fire(robot, "#form-start");
    await(() -> isInside(node("#form-seed"), scroll[0]));
    assertTrue(text("#form-error").startsWith("random seed"), text("#form-error"));
    assertTrue(scroll[0].lookup("#form-error") == null, "not scrolled away with the form");
  }

  private static boolean isInside(Node part, Node whole) {
    return whole
        .localToScene(whole.getLayoutBounds())
        .contains(part.localToScene(part.getLayoutBounds()));
  }

  @Test
  void whatAnotherVersionRememberedIsNoHindrance(FxRobot robot) throws Exception {
    preferences.put("newRun", "{\"data\":7}");
    open(robot);
    assertEquals("generated", field("#form-data").getText());
  }

  @Test
  void countsAndPicturesOfTheDataAreShownWhileOneTypes(FxRobot robot) throws Exception {
    open(robot);
    await(() -> text("#form-data-look").equals("8,000 training, 2,000 test images, 10 classes"));
    assertEquals(10, ((Pane) node("#form-data-pictures")).getChildren().size());
    robot.interact(() -> field("#form-data").setText("generated:300"));
    await(() -> text("#form-data-look").startsWith("300 training"));
    robot.interact(() -> field("#form-data").setText("generated:0"));
    await(() -> text("#form-data-look").contains("expected a number of training images"));
    await(() -> isWrong("#form-data"));
    // the sentence takes the room of the pictures
    await(() -> isInside(node("#form-mode"), node("#form-scroll")));
    assertEquals(0, ((Pane) node("#form-data-pictures")).getChildren().size());
    robot.interact(() -> field("#form-data").setText("generated:20"));
    await(() -> text("#form-data-look").startsWith("20 training"));
    assertFalse(isWrong("#form-data"));
  }

  @Test
  void aPlainFolderOfPicturesIsLookedAtAndTaken(FxRobot robot) throws Exception {
    for (String name : List.of("cat", "dog")) {
      Path folder = Files.createDirectories(runs.resolve("pictures").resolve(name));
      ImageIO.write(
          new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB),
          "png",
          folder.resolve("a.png").toFile());
    }
    open(robot);
    robot.interact(() -> field("#form-data").setText(runs.resolve("pictures").toString()));
    await(() -> text("#form-data-look").equals("2 training images, 2 classes"));
    assertEquals(2, ((Pane) node("#form-data-pictures")).getChildren().size());
    fire(robot, "#form-start");
    await(() -> text("#run-state").startsWith("finished"));
  }

  @Test
  void aPresetChangesTheValuesAndKeepsTheData(FxRobot robot) throws Exception {
    open(robot);
    robot.interact(() -> field("#form-data").setText("generated:700"));
    fire(robot, "#form-preset-lecture");
    await(() -> field("#form-limit").getText().equals("2000"));
    assertEquals("generated:700", field("#form-data").getText());
    assertEquals("0", field("#form-tail").getText());
    Node pressed = node("#form-preset-lecture");
    await(() -> pressed.getScene().getFocusOwner() == pressed);
    fire(robot, "#form-preset-paper");
    await(() -> field("#form-tail").getText().equals("20"));
    assertEquals("", field("#form-limit").getText());
    assertEquals("generated:700", field("#form-data").getText());
    await(() -> text("#form-data-look").startsWith("700 training"));
  }

  private boolean isWrong(String id) {
    return node(id).getPseudoClassStates().contains(PseudoClass.getPseudoClass("danger"));
  }
}
