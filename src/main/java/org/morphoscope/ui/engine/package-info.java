/**
 * Where a run is grown, as the person sees it: the engine in the status bar and what befalls it,
 * the question at closing, servers and their runs, who has the lead.
 *
 * <p>May use {@code service}, {@code ui.session}, {@code ui.frame} and {@code ui.settings}.
 * Decisions:
 *
 * <ul>
 *   <li>What a service says of a run is mirrored and asked for once per frame, like events; nothing
 *       here is called by threads of a service.
 *   <li>Whatever befalls an engine, the picture of the run stays, and one button goes on.
 * </ul>
 */
package org.morphoscope.ui.engine;
