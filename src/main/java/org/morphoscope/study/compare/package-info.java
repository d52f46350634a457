/**
 * Growth strategies side by side: the same data, schedule form and budget for all, several seeds
 * each, matched by compute or by epochs.
 *
 * <p>May use {@code net}, {@code run}, {@code journal} and {@code history}; how a run is started
 * comes from outside ({@link org.morphoscope.study.compare.RunLauncher}).
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every run is an ordinary run folder, so that it can be opened, looked at and resumed like
 *       any other; what is done is in {@code comparison.json} too, which goes on without the
 *       folders: they are many and large, the file is small and committed.
 *   <li>Differences are paired: the same seed means the same images, the same seed weights and the
 *       same first training, so the difference within a seed has much less spread than the seeds.
 *   <li>The first strategy is the reference. What it costs in training and search decides how long
 *       every other run of the seed is trained ({@link org.morphoscope.study.compare.Match}): grown
 *       nets in their tail, whose length they find themselves since only they know what growing
 *       cost; nets from scratch in their whole course. So these wait for the reference.
 *   <li>A net from scratch has the schedule that grown nets have, a plateau and a tail in the same
 *       proportion at the same rate: the same form for all. What a user without this program would
 *       do, one cosine over everything, is an entry of its own, {@code scratch-cosine}.
 *   <li>What a strategy found and how it got there are told apart by training its final widths from
 *       scratch ({@code --retrain}), for equal epochs and for equal compute.
 *   <li>Entries that come to the same settings share one run.
 *   <li>Who trains a large net and prunes it ({@link
 *       org.morphoscope.study.compare.Participant#TAYLOR}) begins with four times the budget, and
 *       pays for it: half of the compute of the reference before anything is taken away.
 * </ul>
 */
package org.morphoscope.study.compare;
