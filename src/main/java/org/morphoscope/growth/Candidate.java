package org.morphoscope.growth;

import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;

/**
 * One morphism with its own score.
 *
 * @param index position in the joint model: splits of all units in order, then their prunes
 * @param kind split or prune
 * @param unit the channel
 * @param channelId identity of the channel through the rounds
 * @param delta predicted change of the mean loss when applied alone (nats)
 * @param error standard error of delta
 * @param parameterChange exact change of the number of parameters when applied alone
 */
public record Candidate(
    int index,
    MorphKind kind,
    UnitId unit,
    int channelId,
    double delta,
    double error,
    long parameterChange) {}
