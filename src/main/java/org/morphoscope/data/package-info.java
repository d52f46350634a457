/**
 * Images as primitive arrays: data sets, their readers, the generated default set, splits and
 * augmentation.
 *
 * <p>May use the JDK only. Pixels stay bytes in memory, {@code [N, H, W, C]}; a batch is normalised
 * to floats when it is filled.
 */
package org.morphoscope.data;
