package org.morphoscope.run;

/**
 * Identity of a channel through the rounds.
 *
 * @param id unique within the run
 * @param parent id of the channel it was split from, or -1 for a channel of the seed net
 * @param bornRound round of its birth, 0 for the seed net
 */
public record ChannelInfo(int id, int parent, int bornRound) {}
