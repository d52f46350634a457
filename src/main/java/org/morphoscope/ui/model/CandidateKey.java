package org.morphoscope.ui.model;

import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;

/**
 * Names a candidate in every view.
 *
 * @param kind split, prune or new neuron
 * @param unit the channel, or behind the channels of its group the place for a new neuron
 */
public record CandidateKey(MorphKind kind, UnitId unit) {}
