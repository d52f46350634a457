/**
 * Decisions of a recorded run as a small file, and a decider that takes them again in another run.
 *
 * <p>May use what {@code export} may. Decisions: the file names layers and ranks beside channels,
 * so that it means something in a run of another seed, net or data; what has no counterpart there
 * is told and left out, and rounds that the file does not speak of are decided by the policy.
 */
package org.morphoscope.export.script;
