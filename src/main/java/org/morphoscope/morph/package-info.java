/**
 * What a morphism is: the small changes of the architecture, how they change z, and how they are
 * built into the weights and the optimiser's memory.
 *
 * <p>May use {@code net} and {@code compute}.
 *
 * <p>Decisions: applying is a pure function on host copies in double precision, so that it is
 * exact, testable without native code and the same on every device; at the sizes of these nets it
 * costs microseconds. The change dz itself is a kernel, because it runs over activations.
 */
package org.morphoscope.morph;
