/**
 * Choosing: the candidates, their Gram matrix, the joint model of a set and the greedy selection
 * under a budget or a lambda (method.md sections 7 and 8).
 *
 * <p>May use {@code net} and the JDK only: a choice can be made again by a window, a report or
 * another process, without any numerics.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A policy takes at most one prune for twenty units in a round. A prune is not a small change
 *       and the joint model under-predicts the harm of many at once: on a briefly trained {@code
 *       resnet-small}, sets of about fifty morphisms in which prunes paid for additions were
 *       predicted at -0.09 and measured at up to +0.03, while sets of splits, or of new neurons,
 *       stayed on the line.
 *   <li>A set has either prunes or new neurons, whichever promises more. A prune cuts off whatever
 *       another morphism sends through the pruned channel, a cross term that no Gauss-Newton model
 *       has; it is small for splits and large for new neurons, whose gains are large. On
 *       Fashion-MNIST a set with both was predicted at -0.165 and measured at -0.047; new neurons
 *       alone -0.136 and -0.114, splits and prunes -0.126 and -0.129. Approved candidates are taken
 *       in any case.
 *   <li>What a budget leaves below the next morphism at the bisected lambda goes to the candidates
 *       that still pay at lambda 0 and fit.
 *   <li>Selection looks at ranges of candidates (one kind, one group): within one, lambda adds the
 *       same to all, so the best of a range does not depend on lambda. The steps of the last runs
 *       are remembered by the best value of every range, and a run at another lambda follows them
 *       up to where it takes another candidate. A run over a budget ends as soon as the prunes that
 *       may still come cannot bring it back. The sets are those of the plain algorithm, ties and
 *       the order of summation included: that order is why a run which takes the same candidates in
 *       another order has to sum again.
 *   <li>A window leaves sets among more than 512 candidates to a thread in the background: among
 *       10,000 a new budget takes longer than a frame, a moved lambda most of one.
 * </ul>
 */
package org.morphoscope.selection;
