package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.ChannelFamily;
import org.morphoscope.history.Lineage;
import org.morphoscope.history.RunModel;
import org.morphoscope.journal.RunReader;
import org.morphoscope.net.MorphKind;
import org.morphoscope.run.AppliedMorphism;
import org.morphoscope.study.channel.ChannelStudy;
import org.morphoscope.study.channel.LookedAt;
import org.morphoscope.ui.channel.ChannelSource;
import org.morphoscope.ui.channel.ChannelWindow;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.session.Services;
import org.testfx.api.FxRobot;

/** What a channel of the recorded sample sees, in its window. */
class ChannelWindowTest extends WindowTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny").toAbsolutePath();

  @Override
  Services services() {
    return FakeServices.reading(
        path -> RunReader.open(path).allEvents(), FakeCalibration.open(1), runs);
  }

  private List<Node> favourites(int id) {
    return node("#channel-" + id + "-favourites") instanceof Pane pane
        ? pane.getChildren()
        : List.of();
  }

  private Image map(int id) {
    return ((ImageView) node("#channel-" + id + "-map")).getImage();
  }

  @Test
  void aChannelIsShownWithItsPicturesBesideWhatItWasSplitInto(FxRobot robot) throws Exception {
    RunModel model = new RunModel(() -> 0L);
    model.apply(RunReader.open(SAMPLE).allEvents());
    AppliedMorphism split =
        model.round(1).orElseThrow().applied().orElseThrow().morphisms().stream()
            .filter(m -> m.kind() == MorphKind.SPLIT)
            .findFirst()
            .orElseThrow();
    String layer =
        model.round(1).orElseThrow().architecture().spec().layer(split.unit().group()).id();

    robot.interact(() -> window.actions().showChannel());
    await(() -> text("#channel-state").startsWith("There is no network yet"));
    robot.interact(() -> window.open(SAMPLE));
    await(() -> text("#run-state").startsWith("finished"));
    await(() -> node("#round-1") != null);
    robot.interact(() -> ((ButtonBase) node("#round-1")).fire());
    // nothing is selected: it shows something all the same, and says why
    await(() -> text("#channel-state").startsWith("No channel is selected: this one is the best"));

    robot.interact(() -> window.actions().search());
    robot.interact(() -> node("#search-field").requestFocus());
    await(() -> Shown.is(node("#search")));
    robot.interact(
        () -> ((TextField) node("#search-field")).setText(layer + ":" + split.unit().channel()));
    robot.interact(() -> window.scene().getWindow().requestFocus());
    robot.type(KeyCode.ENTER);

    int parent = split.channelId();
    int child = split.children().get(0);
    await(() -> favourites(parent).size() == 9 && favourites(child).size() == 9);
    assertEquals(
        layer + " \u00b7 channel " + split.unit().channel() + ", end of round 0",
        text("#channel-" + parent + "-place"));
    assertTrue(text("#channel-" + child + "-place").endsWith("end of round 1"));
    assertTrue(text("#channel-caption").startsWith("validation image "));
    assertTrue(favourites(parent).get(0).getStyleClass().contains("channel-chosen"));

    Image before = map(child);
    String first = text("#channel-caption");
    robot.interact(() -> ((Button) favourites(parent).get(3)).fire());
    await(() -> !text("#channel-caption").equals(first) && map(child) != before);
    assertNotSame(before, map(child));
    await(() -> favourites(parent).get(3).getStyleClass().contains("channel-chosen"));
  }

  /** The sample as a source that counts how often it is asked. */
  private record Counted(ChannelStudy study, AtomicInteger calls) implements ChannelSource {
    @Override
    public Path folder() {
      return SAMPLE;
    }

    @Override
    public void bring(int round) {
      calls.incrementAndGet();
    }

    @Override
    public LookedAt pictures() throws IOException {
      calls.incrementAndGet();
      return study.validation(SAMPLE);
    }
  }

  private static ChannelFamily oneFamily() throws IOException {
    RunModel model = new RunModel(() -> 0L);
    model.apply(RunReader.open(SAMPLE).allEvents());
    int id = model.round(0).orElseThrow().architecture().channels().get(0).get(0).id();
    return ChannelFamily.of(Lineage.of(model), id, 0).orElseThrow();
  }

  private ChannelWindow windowOn(Fx background, ChannelSource source) throws IOException {
    ChannelWindow shown =
        new ChannelWindow(
            (Stage) window.scene().getWindow(), background, Throwable::getMessage, study());
    shown.show(oneFamily(), source);
    return shown;
  }

  private static ChannelStudy study() {
    return new ChannelStudy(
        precision -> {
          throw new AssertionError("nothing is computed for a run that was forgotten");
        });
  }

  private static void doAll(Deque<Runnable> waiting) {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  @Test
  void whatARunThatIsForgottenStillAnswersIsNotShown(FxRobot robot) {
    Deque<Runnable> answers = new ArrayDeque<>();
    AtomicInteger calls = new AtomicInteger();
    robot.interact(
        () -> {
          ChannelWindow shown =
              assertDoesNotThrow(
                  () -> windowOn(new Fx(Runnable::run, answers::add), new Counted(study(), calls)));
          assertTrue(calls.get() > 1);
          assertFalse(answers.isEmpty());
          shown.forget();
          doAll(answers);
          assertTrue(shown.isEmpty());
        });
  }

  @Test
  void whatARunThatIsForgottenWasToAnswerIsNotBegun(FxRobot robot) {
    Deque<Runnable> work = new ArrayDeque<>();
    AtomicInteger calls = new AtomicInteger();
    robot.interact(
        () -> {
          ChannelWindow shown =
              assertDoesNotThrow(
                  () -> windowOn(new Fx(work::add, Runnable::run), new Counted(study(), calls)));
          assertFalse(work.isEmpty());
          shown.forget();
          doAll(work);
          assertEquals(0, calls.get());
        });
  }
}
