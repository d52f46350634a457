/**
 * A run followed and steered over a link: the session of frames, without any network.
 *
 * <p>May use {@code service}, {@code journal} and {@code run}. A {@link
 * org.morphoscope.service.session.Link} carries frames; sockets of this machine and TLS of another
 * are links of {@code service.local} and {@code service.remote}, tests have one in memory.
 */
package org.morphoscope.service.session;
