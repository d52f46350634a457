/**
 * A run as its events tell it, once: rounds, lineage of the channels, decisions, scores, and what
 * is now. The window, figures, tables, logs and comparisons all read it here.
 *
 * <p>May use {@code net}, {@code selection}, {@code run} and {@code journal}; knows no figure and
 * no screen. Decisions:
 *
 * <ul>
 *   <li>{@link org.morphoscope.history.RunModel} is the only place where events become a state;
 *       everything else is asked of it. It is fed with events live or from the disk alike.
 *   <li>No Gram matrix is kept: proposals of rounds are outlines ({@code Proposal.outline}). The
 *       open question's proposal is at hand as it came; a past one is fetched from the journal by a
 *       {@link org.morphoscope.history.ProposalSource} when a person asks for reasons.
 *   <li>{@link org.morphoscope.history.Recording} keeps the events with their times, so that any
 *       moment can be shown again; scores in the middle of finished rounds are thinned out when
 *       they are too many.
 *   <li>A round that was taken back stays in the history as an abandoned branch; figures and tables
 *       count the rounds that stand.
 * </ul>
 */
package org.morphoscope.history;
