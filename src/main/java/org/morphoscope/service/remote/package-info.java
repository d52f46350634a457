/**
 * Runs on another machine: a server over TLS with tokens, and the client of one.
 *
 * <p>May use {@code service} and the session ({@code service.wire}, {@code service.host}, {@code
 * service.client}).
 *
 * <p>Decisions: the same frames as on this machine, over the JDK's own TLS sockets, so that no
 * library comes along. There is no way to listen without TLS and a token. The certificate of a
 * server that has none of its own is made at its first start, and a client keeps to the one that it
 * was shown first. A client names runs, data and parts of runs, and never a path.
 */
package org.morphoscope.service.remote;
