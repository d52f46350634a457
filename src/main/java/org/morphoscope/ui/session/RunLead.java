package org.morphoscope.ui.session;

import java.util.Optional;
import java.util.function.Supplier;
import org.morphoscope.service.LiveRun;

/**
 * Who leads the run on show: the lead is taken, asked for, handed over and kept here. Nothing
 * happens without a run that goes on.
 */
public final class RunLead {
  private final Supplier<Optional<Attachment>> running;

  /**
   * @param running the run on show while it goes on with an engine that this window is attached to
   */
  RunLead(Supplier<Optional<Attachment>> running) {
    this.running = running;
  }

  private Optional<LiveRun> run() {
    return running.get().map(Attachment::run);
  }

  /** {@return whether somebody else has it, or nobody, and it could be had here} */
  public boolean isToBeHad() {
    return running.get().map(Attachment::mayTakeLead).orElse(false);
  }

  /** {@return the viewer who has it, in words; empty when it is this window or nobody} */
  public String elsewhere() {
    return run().filter(run -> !run.leads()).map(LiveRun::leader).orElse("");
  }

  /** {@return the viewer who asks this window for it, in words; empty when nobody does} */
  public String asker() {
    return run().filter(LiveRun::leads).map(LiveRun::asker).orElse("");
  }

  /** Takes it, also from another, who is told. */
  public void take() {
    run().ifPresent(LiveRun::takeLead);
  }

  /** Asks whoever has it. */
  public void ask() {
    run().ifPresent(LiveRun::askForLead);
  }

  /** Hands it to the viewer who asks. */
  public void hand() {
    run().ifPresent(LiveRun::handLead);
  }

  /** Keeps it, which the viewer who asks is told. */
  public void keep() {
    run().ifPresent(LiveRun::keepLead);
  }
}
