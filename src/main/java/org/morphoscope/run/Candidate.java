package org.morphoscope.run;

import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;

/**
 * One morphism with its own score.
 *
 * @param index position in the joint model (see {@code score.Candidates})
 * @param kind split, prune or new neuron
 * @param unit the channel
 * @param channelId identity of the channel through the rounds, -1 for a new neuron
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
