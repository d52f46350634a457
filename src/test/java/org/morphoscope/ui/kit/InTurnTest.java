package org.morphoscope.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class InTurnTest {
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final List<String> seen = new ArrayList<>();
  private final InTurn turn = new InTurn(new Fx(background::add, Runnable::run));

  private void ask(String what) {
    turn.call(
        () -> {
          if (what.isEmpty()) {
            throw new IllegalStateException("nothing");
          }
          return what;
        },
        seen::add,
        error -> seen.add(error.getMessage()));
  }

  @Test
  void workBeginsWhenTheWorkBeforeIsDone() {
    ask("first");
    ask("second");
    assertEquals(1, background.size());
    background.remove().run();
    assertEquals(List.of("first"), seen);
    assertEquals(1, background.size());
    background.remove().run();
    assertEquals(List.of("first", "second"), seen);
    assertEquals(0, background.size());
    ask("third");
    assertEquals(1, background.size());
  }

  @Test
  void whatFailsKeepsNothingBack() {
    ask("");
    ask("second");
    background.remove().run();
    background.remove().run();
    assertEquals(List.of("nothing", "second"), seen);
  }
}
