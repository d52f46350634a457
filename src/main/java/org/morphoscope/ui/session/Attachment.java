package org.morphoscope.ui.session;

import java.io.IOException;
import java.util.Optional;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;

/**
 * A run of a service that the window is attached to.
 *
 * @param service has its engine
 * @param run as it is seen from here
 * @param feed what is told of it
 */
record Attachment(RunService service, LiveRun run, RunFeed feed) {

  boolean isRunning() {
    return !run.isDone();
  }

  /** Whether the run is steered from here: nobody else has the lead, and the role allows it. */
  boolean isSteered() {
    return run.role().includes(Role.DECIDE) && run.leads();
  }

  /** Why the run can only be watched here; empty when it is steered from here. */
  Optional<String> readOnly() {
    if (isSteered() || !isRunning()) {
      return Optional.empty();
    }
    if (!run.role().includes(Role.DECIDE)) {
      return Optional.of(
          "With this token the runs of " + service.whereabouts() + " can be watched, not steered.");
    }
    String leader = run.leader();
    return Optional.of(
        leader.isEmpty()
            ? "Nobody has the lead of this run: take it to decide and to steer."
            : "The lead of this run is with " + leader + ": ask for it, or take it, to decide.");
  }

  /** Whether the lead could be had. */
  boolean mayTakeLead() {
    return isRunning() && !isSteered() && run.role().includes(Role.DECIDE);
  }

  /** Brings the description and the last checkpoint of the run here; says which round it is of. */
  int fetch() throws IOException {
    service.fetch(run.id(), Artefact.description());
    int rounds =
        service.runs().stream()
            .filter(each -> each.id().equals(run.id()))
            .mapToInt(RunOutline::rounds)
            .findFirst()
            .orElse(-1);
    if (rounds >= 0) {
      service.fetch(run.id(), Artefact.checkpoint(rounds));
    }
    return rounds;
  }

  /** What chooses sets where the joint model of the open question is. */
  DistantChooser.Engine chooser(int round) {
    return wish -> service.preview(run.id(), round, wish);
  }

  /** Leaves the run, which is stopped before when it is steered from here. */
  void stopAndLeave() {
    if (isRunning() && isSteered()) {
      run.control().stop();
    }
    run.close();
  }
}
