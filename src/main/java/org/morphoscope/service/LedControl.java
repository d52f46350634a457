package org.morphoscope.service;

import java.util.Set;
import java.util.function.BooleanSupplier;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.RunControl;

/**
 * A control that only somebody with the lead may use.
 *
 * @param mayLead says whether he has it, and tells him when not
 */
record LedControl(RunControl control, BooleanSupplier mayLead) implements RunControl {
  @Override
  public void pause() {
    led(control::pause);
  }

  @Override
  public void resume() {
    led(control::resume);
  }

  @Override
  public void stepRound() {
    led(control::stepRound);
  }

  @Override
  public void stop() {
    led(control::stop);
  }

  @Override
  public void setLocked(Set<Integer> groups) {
    led(() -> control.setLocked(groups));
  }

  @Override
  public void adjust(Adjustment wanted) {
    led(() -> control.adjust(wanted));
  }

  private void led(Runnable action) {
    if (mayLead.getAsBoolean()) {
      action.run();
    }
  }

  @Override
  public Set<Integer> locked() {
    return control.locked();
  }

  @Override
  public boolean isPaused() {
    return control.isPaused();
  }
}
