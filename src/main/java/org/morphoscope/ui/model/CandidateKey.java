package org.morphoscope.ui.model;

import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;

/** Names a candidate in every view. */
public record CandidateKey(MorphKind kind, UnitId unit) {}
