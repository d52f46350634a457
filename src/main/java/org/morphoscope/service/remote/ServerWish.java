package org.morphoscope.service.remote;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A server that a person wants to be connected to.
 *
 * @param address of the server, with its fingerprint when that was given
 * @param token of the server; empty for the one that was kept
 * @param authority file of certificates in PEM of those that vouch for servers; empty where a
 *     server is known by the fingerprint of its own
 */
public record ServerWish(ServerAddress address, Optional<String> token, Optional<Path> authority) {}
