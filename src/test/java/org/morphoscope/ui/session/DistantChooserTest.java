package org.morphoscope.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.morphoscope.net.MorphKind;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.ui.kit.Fx;

class DistantChooserTest {
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final List<Double> asked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final DistantChooser chooser =
      new DistantChooser(new Fx(background::add, Runnable::run), this::choose);

  private Selector.Selection choose(SetWish wish) throws IOException {
    double lambda = wish.lambda().getAsDouble();
    asked.add(lambda);
    if (lambda == 9) {
      throw new IOException("Nobody answers.");
    }
    return new Selector.Selection(List.of((int) lambda), 0, 0, lambda);
  }

  private void drag(double lambda) {
    SetWish wish =
        new SetWish(Selector.Rules.of(0, Set.of(MorphKind.SPLIT)), 0, OptionalDouble.of(lambda), 0);
    chooser.choose(wish, chosen -> told.add("set " + chosen.selected()), told::add);
  }

  @Test
  void ofThoseThatComeWhileOneIsUnderWayOnlyTheNewestIsAsked() {
    for (int lambda = 1; lambda <= 5; lambda++) {
      drag(lambda);
    }
    assertEquals(1, background.size());
    background.poll().run();
    assertEquals(List.of("set [1]"), told);
    assertEquals(1, background.size());
    drag(6);
    background.poll().run();
    background.poll().run();
    assertEquals(List.of(1.0, 5.0, 6.0), asked);
    assertEquals(List.of("set [1]", "set [5]", "set [6]"), told);
    assertEquals(0, background.size());
  }

  @Test
  void aFailureIsToldAndTheNextIsAskedAllTheSame() {
    drag(9);
    drag(2);
    background.poll().run();
    assertEquals(List.of("Nobody answers."), told);
    background.poll().run();
    assertEquals(List.of("Nobody answers.", "set [2]"), told);
  }
}
