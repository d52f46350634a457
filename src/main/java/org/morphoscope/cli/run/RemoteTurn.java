package org.morphoscope.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.Connection;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.RunListener;
import org.morphoscope.text.Texts;

/**
 * Turns settings of a run of a service: asks for the lead, says what is wanted, waits until it is
 * taken and gives the lead back.
 */
final class RemoteTurn implements RunListener {
  /** Whoever has the lead is asked whether he gives it; a person takes a moment. */
  private static final long PATIENCE_SECONDS = 30;

  private static final long LOOK_MILLIS = 20;

  private String refusal = "";

  @Override
  public void event(long number, GrowthEvent event) {
    // what happens in the run is for those who watch it
  }

  @Override
  public synchronized void refused(String sentence) {
    refusal = refusal.isEmpty() ? sentence : refusal;
  }

  private synchronized void requireNoRefusal() throws IOException {
    if (!refusal.isEmpty()) {
      throw new IOException(refusal);
    }
  }

  /**
   * Sends all and waits for the answers.
   *
   * @param run attached to with this as listener
   * @throws IOException in one sentence when the run is over or not reached, the lead is not given,
   *     or a setting does not fit
   */
  void send(LiveRun run, List<Adjustment> wanted) throws IOException, InterruptedException {
    await(run, () -> run.connection().state() == Connection.State.CONNECTED, "the server's answer");
    // the first picture of who leads comes a moment after the link; asking twice does no harm
    run.askForLead();
    await(
        run,
        () -> run.leads() && run.isSettled(),
        Texts.of("the lead of run '%s', which somebody else has", run.id()));
    wanted.forEach(run.control()::adjust);
    await(run, run::isSettled, "the server's answer");
    if (run.isDone()) {
      // what has no reply is forgotten at the end
      throw new IOException(
          Texts.of(
              "run '%s': it ended, or its server was lost, before it was known whether the settings"
                  + " were taken; its events tell",
              run.id()));
    }
    run.giveLead();
  }

  private void await(LiveRun run, BooleanSupplier there, String what)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!there.getAsBoolean()) {
      requireNoRefusal();
      if (run.isDone()) {
        String reason = run.connection().reason();
        throw new IOException(
            reason.isEmpty()
                ? Texts.of(
                    "run '%s': expected one that is under way, found one that rests", run.id())
                : reason);
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            Texts.of("%s: nothing came within %d seconds; try again", what, PATIENCE_SECONDS));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    requireNoRefusal();
  }
}
