/**
 * The engine's side of a session: who is let in, what each viewer is sent, which calls it may make.
 *
 * <p>May use {@code service.wire}. Decisions: the engine never waits for a viewer; what a slow one
 * missed is read back from the journal, and of the scores it gets the newest.
 */
package org.morphoscope.service.host;
