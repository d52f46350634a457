/**
 * What people write about a run, pinned to rounds, channels and moments: the window in which notes
 * are written, found, gone to and deleted.
 *
 * <p>May use {@code journal}, {@code history} and {@code ui.kit}. Decision: notes are kept in the
 * run's folder and read anew whenever they are shown, so that two windows on a run see each
 * other's.
 */
package org.morphoscope.ui.notes;
