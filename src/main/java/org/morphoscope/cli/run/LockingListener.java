package org.morphoscope.cli.run;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.RunHandle;

/**
 * Locks width groups at the very beginning of a run: its first event waits until the run can be
 * told, so that no proposal is made without the locks.
 */
final class LockingListener implements Consumer<GrowthEvent> {
  private final Set<Integer> groups;
  private final Consumer<? super GrowthEvent> others;
  private final Optional<BiConsumer<GrowthEvent, RunControl>> script;
  private final CompletableFuture<RunHandle> started = new CompletableFuture<>();

  /**
   * @param others told every event after the locks are set
   */
  LockingListener(Set<Integer> groups, Consumer<? super GrowthEvent> others) {
    this(groups, others, Optional.empty());
  }

  /**
   * As above, with somebody else who steers the run by its events.
   *
   * @param script told every event, with the control of the run, before the others
   */
  LockingListener(
      Set<Integer> groups,
      Consumer<? super GrowthEvent> others,
      Optional<BiConsumer<GrowthEvent, RunControl>> script) {
    this.groups = Set.copyOf(groups);
    this.script = script;
    this.others = others;
  }

  /** Tells the run whose events these are. */
  RunHandle of(RunHandle handle) {
    started.complete(handle);
    return handle;
  }

  @Override
  public void accept(GrowthEvent event) {
    if (event instanceof GrowthEvent.RunStarted && !groups.isEmpty()) {
      started.join().control().setLocked(groups);
    }
    if (script.isPresent() && !(event instanceof GrowthEvent.RunEnded)) {
      script.get().accept(event, started.join().control());
    }
    others.accept(event);
  }
}
