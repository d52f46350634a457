/**
 * The viewer's side of a session: a run mirrored into a folder of this machine, its questions
 * answered, its calls made, over a link that may be cut at any moment.
 *
 * <p>May use {@code service.wire}. Decisions: a client that was cut off asks for the events after
 * the last that it has written down, so none is lost and none comes twice.
 */
package org.morphoscope.service.client;
