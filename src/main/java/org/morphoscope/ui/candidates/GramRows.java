package org.morphoscope.ui.candidates;

import java.io.IOException;
import org.morphoscope.selection.GramRow;

/** Joint models that are elsewhere, one candidate at a time. Waits for the network. */
@FunctionalInterface
public interface GramRows {
  /**
   * {@return what the joint model of a proposal says of one candidate}
   *
   * @param round of the proposal
   * @param attempt how many proposals of the same round came before it
   * @param candidate index in the proposal's list
   * @throws IOException in one sentence when nobody answers or it is not recorded there
   */
  GramRow row(int round, int attempt, int candidate) throws IOException;
}
