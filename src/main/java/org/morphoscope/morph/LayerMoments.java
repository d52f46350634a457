package org.morphoscope.morph;

/**
 * Statistics of one layer from a scoring pass, one number per channel, over samples and positions.
 * Those of a and b are empty for a layer that makes no channels of its own.
 *
 * @param meanA E[a], a = conv(x, w) before BatchNorm and without bias
 * @param varianceA population variance of a
 * @param meanB E[b], b = conv(x, theta)
 * @param varianceB population variance of b
 * @param covariance of a and b
 * @param meanZ m = E[z] at the consumer's input, which a prune folds into the consumer
 */
public record LayerMoments(
    double[] meanA,
    double[] varianceA,
    double[] meanB,
    double[] varianceB,
    double[] covariance,
    double[] meanZ) {}
