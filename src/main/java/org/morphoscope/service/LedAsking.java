package org.morphoscope.service;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.morphoscope.run.Asking;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;

/**
 * Questions that everybody sees and only somebody with the lead may answer.
 *
 * @param mayLead says whether he has it, and tells him when not
 */
record LedAsking(Asking asking, BooleanSupplier mayLead) implements Asking {
  @Override
  public boolean offer(Proposal asked, Decision decision) {
    return mayLead.getAsBoolean() && asking.offer(asked, decision);
  }

  @Override
  public Optional<Proposal> pending() {
    return asking.pending();
  }

  @Override
  public void hold() {
    if (mayLead.getAsBoolean()) {
      asking.hold();
    }
  }

  @Override
  public void setMode(Mode changed) {
    if (mayLead.getAsBoolean()) {
      asking.setMode(changed);
    }
  }

  @Override
  public void setMode(Mode changed, double seconds) {
    if (mayLead.getAsBoolean()) {
      asking.setMode(changed, seconds);
    }
  }

  @Override
  public Mode mode() {
    return asking.mode();
  }

  @Override
  public double seconds() {
    return asking.seconds();
  }

  @Override
  public OptionalDouble secondsLeft() {
    return asking.secondsLeft();
  }
}
