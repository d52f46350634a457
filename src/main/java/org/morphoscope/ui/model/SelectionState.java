package org.morphoscope.ui.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.morphoscope.net.UnitId;

/** The selected candidates, and the channel pointed at: one selection for all views. */
public final class SelectionState {
  private final ReadOnlyObjectWrapper<Set<CandidateKey>> selected =
      new ReadOnlyObjectWrapper<>(Set.of());
  private final ReadOnlyObjectWrapper<Optional<UnitId>> pointed =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /** {@return the selected candidates as an unmodifiable set that is replaced; on the FX thread} */
  public ReadOnlyObjectProperty<Set<CandidateKey>> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** {@return the selected candidates, unmodifiable} */
  public Set<CandidateKey> selected() {
    return selected.get();
  }

  /** {@return channels of the selected candidates} */
  public Set<UnitId> units() {
    return selected.get().stream().map(CandidateKey::unit).collect(Collectors.toSet());
  }

  /** {@return the channel, or place for one, that the pointer is at; on the FX thread} */
  public ReadOnlyObjectProperty<Optional<UnitId>> pointedProperty() {
    return pointed.getReadOnlyProperty();
  }

  /** {@return the channel, or place for one, that the pointer is at} */
  public Optional<UnitId> pointed() {
    return pointed.get();
  }

  /**
   * The pointer is at this channel now.
   *
   * @param unit the channel; empty: at none
   */
  public void point(Optional<UnitId> unit) {
    pointed.set(unit);
  }

  /**
   * Selects these candidates and no others.
   *
   * @param keys copied; empty: none
   */
  public void select(Collection<CandidateKey> keys) {
    selected.set(Set.copyOf(keys));
  }

  /** Selects nothing. */
  public void clear() {
    selected.set(Set.of());
  }

  /**
   * Adds the candidate, or takes it out when it is selected.
   *
   * @param key name of the candidate
   */
  public void toggle(CandidateKey key) {
    Set<CandidateKey> changed = new LinkedHashSet<>(selected.get());
    if (!changed.remove(key)) {
      changed.add(key);
    }
    select(changed);
  }
}
