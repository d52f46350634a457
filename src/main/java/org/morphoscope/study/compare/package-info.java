/**
 * Growth strategies side by side: the same data, schedule and budget for all, several seeds each.
 *
 * <p>May use {@code net}, {@code run}, {@code journal} and {@code history}; how a run is started
 * comes from outside ({@link org.morphoscope.study.compare.RunLauncher}).
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every run is an ordinary run folder, so that it can be opened, looked at and resumed like
 *       any other; the comparison itself has no state of its own. The tables are computed anew from
 *       the folders after every run.
 *   <li>Differences are paired: the same seed means the same images, the same seed weights and the
 *       same first training, so the difference within a seed has much less spread than the seeds.
 *   <li>A net trained from scratch gets as many epochs as the grown one in all, in one course of
 *       the learning rate.
 *   <li>What a strategy found and how it got there are told apart by training its final widths from
 *       scratch ({@code --retrain}).
 * </ul>
 */
package org.morphoscope.study.compare;
