/**
 * Logs for TensorBoard, written while a run is under way.
 *
 * <p>May use {@code net}, {@code run} (events), {@code history} and protobuf's wire format of
 * {@code model}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A log is a listener of events like a window: it never stops a run. What goes wrong with its
 *       files is told once, at the end.
 *   <li>Two folders, {@code epochs} and {@code rounds}, which TensorBoard shows as two runs: their
 *       steps are counted differently, and what a resumed run repeats is taken back by step.
 *   <li>Every record is written through at once, so that TensorBoard sees it.
 * </ul>
 */
package org.morphoscope.tensorboard;
