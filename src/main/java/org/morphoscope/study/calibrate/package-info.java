/**
 * How far the method's predictions can be trusted on the user's own net and data.
 *
 * <p>May use everything from {@code net} to {@code growth}, and {@code journal} to read recorded
 * runs.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The truth is always the really grown net: {@code Surgery} with the candidate or the set,
 *       frozen BatchNorm, no re-basing, on the very samples that were scored. What is compared is
 *       then the approximation alone and not the noise of other samples; held-out images tell the
 *       rest.
 *   <li>Standard errors of correlations and slopes are bootstrapped over candidates; those of
 *       measured changes are over samples, paired with the baseline.
 *   <li>Sets are greedy ones, whose predictions are optimistic by selection, and random ones, whose
 *       are not: the difference shows the selection's share.
 * </ul>
 */
package org.morphoscope.study.calibrate;
