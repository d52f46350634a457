/**
 * Commands that use a trained net: {@code evaluate} on data whose classes are known, {@code
 * predict} on pictures.
 *
 * <p>May use {@code study}, {@code export}, {@code model}, {@code data} and what they need.
 * Decisions: a net comes from the folder of a run or from a file, and brings the normalisation of
 * its images with it; what it does not bring is asked for, never guessed. Results go to standard
 * output, everything else to standard error, so that the output of {@code --json} and {@code
 * --format} is nothing but itself.
 */
package org.morphoscope.cli.use;
