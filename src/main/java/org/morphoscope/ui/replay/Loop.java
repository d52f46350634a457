package org.morphoscope.ui.replay;

/**
 * A range that is played again and again, by the numbers of its events, which stay when more comes.
 *
 * @param from number of its first event
 * @param to number of its last event
 */
public record Loop(int from, int to) {}
