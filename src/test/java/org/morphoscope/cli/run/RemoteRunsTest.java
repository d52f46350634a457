package org.morphoscope.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;

/** What is told of a run that was started on a server and waits there. */
class RemoteRunsTest {
  private static RunService listing(Callable<List<RunOutline>> runs) {
    return (RunService)
        Proxy.newProxyInstance(
            RunService.class.getClassLoader(),
            new Class<?>[] {RunService.class},
            (proxy, method, arguments) -> runs.call());
  }

  private static RunOutline run(String id, RunOutline.State state) {
    return new RunOutline(id, state, "tiny", "digits", "", -1, 1);
  }

  @Test
  void waitingRunsAreTold() {
    RunService service =
        listing(
            () ->
                List.of(
                    run("mine", RunOutline.State.QUEUED), run("other", RunOutline.State.RUNNING)));
    assertEquals(
        "Run 'mine' waits there: one run goes on at a time, and 'other' is under way. Ctrl-C ends it.",
        RemoteRuns.waiting(service, "mine").orElseThrow());
    assertEquals(Optional.empty(), RemoteRuns.waiting(service, "other"));
  }

  @Test
  void aListThatDoesNotComeEndsNothing() {
    RunService service =
        listing(
            () -> {
              throw new IOException("The service went away before it answered.");
            });
    String told = RemoteRuns.waiting(service, "mine").orElseThrow();
    assertTrue(told.startsWith("Whether run 'mine' waits there could not be asked: "), told);
    assertTrue(told.contains("went away"), told);
  }
}
