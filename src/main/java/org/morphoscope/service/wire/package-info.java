/**
 * What travels between an engine and its viewers: frames, the messages in them, lines of the
 * journal and whole files, without any network.
 *
 * <p>May use {@code service}, {@code journal} and {@code run}. A {@link
 * org.morphoscope.service.wire.Link} carries frames; sockets of this machine and TLS of another are
 * links of {@code service.local} and {@code service.remote}, tests have one in memory.
 */
package org.morphoscope.service.wire;
