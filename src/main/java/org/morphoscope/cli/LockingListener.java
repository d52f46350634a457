package org.morphoscope.cli;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.RunHandle;

/**
 * Locks width groups at the very beginning of a run: its first event waits until the run can be
 * told, so that no proposal is made without the locks.
 */
final class LockingListener implements Consumer<GrowthEvent> {
  private final Set<Integer> groups;
  private final Consumer<? super GrowthEvent> others;
  private final CompletableFuture<RunHandle> started = new CompletableFuture<>();

  /**
   * @param others told every event after the locks are set
   */
  LockingListener(Set<Integer> groups, Consumer<? super GrowthEvent> others) {
    this.groups = Set.copyOf(groups);
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
    others.accept(event);
  }
}
