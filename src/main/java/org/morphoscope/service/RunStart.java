package org.morphoscope.service;

import java.util.Optional;
import java.util.Set;
import org.morphoscope.run.GrowthEngine.Snapshot;
import org.morphoscope.run.RunConfig;

/**
 * A run to be started.
 *
 * @param id name of the run and of its folder, see {@link RunIds}; must be new
 * @param config what to do; the data is named as the service knows it, see {@link
 *     RunService#dataSets}
 * @param seed weights of a file, when the seed net of the configuration speaks of one
 * @param ask who decides
 * @param locked width groups that are locked from the first round on
 */
public record RunStart(
    String id, RunConfig config, Optional<Snapshot> seed, Ask ask, Set<Integer> locked) {
  /**
   * Copies the set.
   *
   * @param id name of the run and of its folder, see {@link RunIds}; must be new
   * @param config what to do; the data is named as the service knows it, see {@link
   *     RunService#dataSets}
   * @param seed weights of a file, when the seed net of the configuration speaks of one
   * @param ask who decides
   * @param locked width groups that are locked from the first round on
   */
  public RunStart {
    locked = Set.copyOf(locked);
  }

  /**
   * A run with random weights and no locks.
   *
   * @param id name of the run and of its folder, see {@link RunIds}; must be new
   * @param config what to do; the data is named as the service knows it, see {@link
   *     RunService#dataSets}
   * @param ask who decides
   */
  public RunStart(String id, RunConfig config, Ask ask) {
    this(id, config, Optional.empty(), ask, Set.of());
  }
}
