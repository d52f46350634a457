/**
 * A run on disk: writer, reader, checkpoints; {@code journal.codec} has the versioned JSON of what
 * is written, {@code journal.disk} the durable files and arrays below.
 *
 * <p>May use {@code net}, {@code selection} and {@code run}; knows nothing of kernels, arrays reach
 * it as {@code GrowthEngine.Snapshot}.
 *
 * <p>The folder of a run:
 *
 * <pre>
 * run.json                       configuration, versions, seed, fingerprint of the data, run id
 * events.jsonl                   one event a line, append-only
 * seed/NAME.npy                  weights that the run began with, when they came from a file
 * checkpoints/round-NNN/         the net at the end of a round:
 *     architecture.json            the graph
 *     NAME.npy                     one file per array
 *     state.json                   steps, channels, summary, where in events.jsonl the round ends
 * summary.json                   all round summaries, rebuilt from the checkpoints
 * locks.json                     layers that a person locked, once there are any
 * notes.json                     what people wrote about the run
 * run.lock                       held while a process writes
 * </pre>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A checkpoint is written to a temporary sibling, forced to the disk, and renamed in one
 *       step; the events before it are forced first. So the last complete checkpoint and the events
 *       up to the byte it names always belong together, and what a kill left behind them is cut off
 *       when the run is continued.
 *   <li>A round that a person takes back stays in {@code events.jsonl}, followed by an event {@code
 *       undone}; its checkpoint is set aside ({@code round-NNN.aside-1}). The event is the one step
 *       that decides; what a kill left undone behind it is made good when the run is opened.
 *   <li>{@code PhaseProgress} and {@code PauseChanged} are not recorded: they say how fast this
 *       machine was and what the person did meanwhile, not what the run is.
 * </ul>
 */
package org.morphoscope.journal;
