package org.morphoscope.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class FxTest {
  private final List<String> told = new ArrayList<>();
  private final Fx fx = new Fx(Runnable::run, Runnable::run);

  private void failed(Throwable error) {
    told.add("failed " + error.getMessage());
  }

  @Test
  void theEndIsToldAfterASuccess() {
    fx.call(() -> "result", told::add, this::failed, () -> told.add("ended"));
    assertEquals(List.of("result", "ended"), told);
  }

  @Test
  void everyKindOfErrorIsTold() {
    for (Throwable error :
        List.of(new Exception("a"), new StackOverflowError("b"), new AssertionError("c"))) {
      fx.<String>call(
          () -> {
            if (error instanceof Exception e) {
              throw e;
            }
            throw (Error) error;
          },
          told::add,
          this::failed,
          () -> told.add("ended"));
    }
    assertEquals(List.of("failed a", "ended", "failed b", "ended", "failed c", "ended"), told);
  }

  @Test
  void theEndIsToldWhenWhoeverIsToldFails() {
    assertThrows(
        IllegalStateException.class,
        () ->
            fx.call(
                () -> "result",
                result -> {
                  throw new IllegalStateException(result);
                },
                this::failed,
                () -> told.add("ended")));
    assertEquals(List.of("ended"), told);
  }

  @Test
  void theEndIsToldWhenNoWorkIsTakenAnyMore() {
    Fx closed =
        new Fx(
            work -> {
              throw new RejectedExecutionException("closed");
            },
            Runnable::run);
    closed.call(() -> "result", told::add, this::failed, () -> told.add("ended"));
    assertEquals(List.of("failed closed", "ended"), told);
  }
}
