package org.morphoscope.history;

/**
 * A channel as the ends of finished rounds saw it.
 *
 * @param id identity of the channel in its run
 * @param parent the channel it was split from, -1: none
 * @param born first round at whose end it was there
 * @param last last such round
 * @param fate lives, split or pruned
 */
public record ChannelLife(int id, int parent, int born, int last, String fate) {
  /** {@return whether it is part of the net at the end} */
  public boolean lives() {
    return fate.equals("lives");
  }

  /** {@return whether its line ended without children} */
  public boolean pruned() {
    return fate.equals("pruned");
  }
}
