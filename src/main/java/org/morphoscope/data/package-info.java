/**
 * Images as primitive arrays: data sets, their readers, the generated default set, splits and
 * augmentation.
 *
 * <p>May use the JDK only. Pixels stay bytes, {@code [N, H, W, C]}; a batch is normalised to floats
 * when it is filled.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Subsets and splits are views of one pixel array: splitting 150 MB costs no second 150 MB.
 *   <li>Pixels of a part that take more than a quarter of Java's memory lie in a mapped file (an
 *       idx file itself, else a copy, unpacked or decoded, that goes with the process), and four
 *       threads read what the shuffled plan of an epoch asks for next, 32 MB ahead. Everything
 *       above sees the same {@link org.morphoscope.data.ImageSet}, and runs have the same numbers.
 *   <li>A file is not believed. Sizes are checked before memory is asked for, what an idx header
 *       promises is bought only as the bytes arrive, and every refusal is one sentence for the
 *       person who gave the file ({@link org.morphoscope.data.DataFormatException}).
 *   <li>Whole numbers of records are enough: parts of the official files are as welcome as the
 *       whole, and batches that are not there are not missed.
 *   <li>The order of images before they are cut into parts is drawn here ({@code
 *       ImageSet.shuffledIndices}) and not by {@code run.Seeds}, which the rest of the program
 *       shuffles by. It is the only exception: this package stands below {@code run}, and with
 *       another order every recorded run would be checked on images that it was trained on.
 *   <li>Crops are padded with 0 after normalisation, the mean colour of the training part: the
 *       border then says nothing, neither black nor white.
 *   <li>The generated set was tuned so that width pays: the 4.5k-parameter seed net learns it
 *       visibly within a few epochs and a net ten times that size ends well above.
 * </ul>
 */
package org.morphoscope.data;
