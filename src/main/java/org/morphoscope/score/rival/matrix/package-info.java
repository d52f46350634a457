/**
 * Decompositions of small dense matrices in double precision, for the second moments that other
 * people's methods invert (method.md sections 12.4 and 12.5).
 *
 * <p>May use the JDK only. Decisions: on the host and without a library, because the matrices have
 * a few hundred rows at most and their digits must be the same on every machine; what is singular
 * within rounding is refused by {@link org.morphoscope.score.rival.matrix.Cholesky} and left to the
 * caller by {@link org.morphoscope.score.rival.matrix.SymmetricEigen}.
 */
package org.morphoscope.score.rival.matrix;
