package org.morphoscope.ui.shell.interactor;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.morphoscope.history.RunModel;
import org.morphoscope.run.Decision;
import org.morphoscope.run.Proposal;
import org.morphoscope.run.config.Selection;
import org.morphoscope.service.Connection;
import org.morphoscope.ui.model.BothSets;
import org.morphoscope.ui.model.Chooser;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.session.RunSession;

/**
 * The proposal that the person is asked about, and the set chosen under the person's marks. The
 * engine's decider is the truth about whether there is a question; whoever changes the set stops
 * its countdown.
 */
public final class OpenDecision {
  private static final double SMALLEST_LAMBDA = 1e-9;

  private final RunModel model;
  private final RunSession session;
  private final Consumer<String> refused;
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
  private Optional<WhatIf> whatIf = Optional.empty();

  /** The question that was open when its engine died: it will be put again. */
  private Optional<WhatIf> interrupted = Optional.empty();

  /** Whether the set is to be applied as soon as it has been chosen. */
  private boolean applies;

  /** Whether the last that was heard of the set is that it could not be had. */
  private boolean failed;

  /**
   * @param model the run as it is now
   * @param session the run that the window shows
   * @param refused told why an answer was not taken; the question is open then
   */
  public OpenDecision(RunModel model, RunSession session, Consumer<String> refused) {
    this.model = model;
    this.session = session;
    this.refused = refused;
  }

  /**
   * The set under reconsideration; empty when nobody is asked.
   *
   * @return the set
   */
  public Optional<WhatIf> whatIf() {
    return whatIf;
  }

  /**
   * Changes whenever the person has chosen the set anew.
   *
   * @return a number that grows
   */
  public ReadOnlyLongProperty revisionProperty() {
    return revision.getReadOnlyProperty();
  }

  /**
   * Looks whether there is a question; says whether that changed.
   *
   * @return whether a question was put or has gone
   */
  public boolean follow() {
    Optional<Proposal> pending = session.asking().pending();
    if (session.connection().state() == Connection.State.ENGINE_DIED) {
      interrupted = whatIf.or(() -> interrupted);
      pending = Optional.empty();
    } else if (session.readOnly().isPresent()) {
      pending = Optional.empty();
    }
    if (pending.isEmpty()) {
      boolean was = whatIf.isPresent();
      whatIf = Optional.empty();
      return was;
    }
    if (model.run().isEmpty() || whatIf.map(WhatIf::proposal).orElse(null) == pending.get()) {
      return false;
    }
    WhatIf opened = opened(pending.get(), model.run().get().config().selection());
    opened.setLocked(session.locked());
    whatIf = Optional.of(opened);
    applies = false;
    failed = false;
    if (interrupted.map(opened::takeOver).orElse(false)) {
      session.asking().hold();
      session.setLocked(opened.locked());
    }
    interrupted = Optional.empty();
    return true;
  }

  private WhatIf opened(Proposal asked, Selection rules) {
    Chooser chooser = session.chooser(asked, rules.otherShare());
    return new WhatIf(
        asked,
        rules,
        (wish, chosen, fails) ->
            chooser.choose(wish, thenShow(asked, chosen, false), thenShow(asked, fails, true)));
  }

  /**
   * What comes later than it was asked for is shown by itself, and applied, or told, when that
   * waits.
   */
  private <T> Consumer<T> thenShow(Proposal asked, Consumer<T> taken, boolean failure) {
    return found -> {
      taken.accept(found);
      if (whatIf.map(WhatIf::proposal).orElse(null) == asked) {
        failed = failure;
        changed();
        if (applies && isDecided(whatIf.get())) {
          apply();
        }
      }
    };
  }

  /** Marks candidates, or clears the mark when all of them carry it. */
  void mark(Collection<Integer> candidates, WhatIf.Mark mark) {
    reconsider(w -> w.toggle(candidates, mark));
  }

  /** Chooses at this lambda; empty goes back to the budget of the round. */
  void setLambda(OptionalDouble lambda) {
    reconsider(w -> w.setLambda(lambda));
  }

  /** Makes lambda larger or smaller by a factor. */
  void stepLambda(double factor) {
    reconsider(w -> w.setLambda(OptionalDouble.of(Math.max(w.lambda(), SMALLEST_LAMBDA) * factor)));
  }

  /** Leaves these width groups as they are. */
  void setLocked(Set<Integer> groups) {
    reconsider(w -> w.setLocked(groups));
  }

  private void reconsider(Consumer<WhatIf> change) {
    if (whatIf.isPresent()) {
      session.asking().hold();
      applies = false;
      failed = false;
      long before = revision.get();
      change.accept(whatIf.get());
      if (revision.get() == before) {
        // the marks show while the set under them is being chosen elsewhere
        changed();
      }
    }
  }

  private void changed() {
    revision.set(revision.get() + 1);
  }

  /**
   * Answers with the set chosen under the marks, when it can be applied, else says why not; as soon
   * as it is there, when it is still being chosen.
   */
  void apply() {
    // what stands against a set that is being chosen is not known before it is there
    Optional<String> obstacle = whatIf.filter(this::isDecided).flatMap(WhatIf::obstacle);
    applies = obstacle.isEmpty() && whatIf.filter(w -> !w.isSettled()).isPresent();
    obstacle.ifPresent(refused);
    whatIf
        .filter(w -> w.isSettled() && obstacle.isEmpty())
        .ifPresent(w -> answer(w, w.touched() ? w.decision() : w.keepProposal()));
  }

  private boolean isDecided(WhatIf asked) {
    return asked.isSettled() || failed;
  }

  /** The set and another one that it can be tried against; empty where there is none. */
  Optional<BothSets> both() {
    return whatIf
        .filter(WhatIf::isSettled)
        .flatMap(w -> model.run().flatMap(run -> BothSets.of(w, run.config().strategy())));
  }

  /** Answers with both. */
  void tryBoth() {
    both().ifPresent(sets -> answer(whatIf.orElseThrow(), sets.decision()));
  }

  /** Answers with the engine's set. */
  void keepProposal() {
    whatIf.ifPresent(w -> answer(w, w.keepProposal()));
  }

  private void answer(WhatIf decided, Decision decision) {
    try {
      session.asking().offer(decided.proposal(), decision);
    } catch (IllegalArgumentException e) {
      refused.accept("This answer cannot be taken: " + e.getMessage() + ".");
    }
  }
}
