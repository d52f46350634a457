/**
 * An engine in a process of its own on this machine: starting it, talking to it over a Unix domain
 * socket of the user, telling how it ended.
 *
 * <p>May use {@code service} and the session ({@code service.wire}, {@code service.host}, {@code
 * service.client}).
 *
 * <p>Decisions: the socket lies in a folder that only the user can enter, which is all the
 * authentication there is. One process has all runs of a window; it outlives the window, and ends
 * by itself when nobody is connected and no run is under way. {@code engine.json} in a run's folder
 * says which process writes it.
 */
package org.morphoscope.service.local;
