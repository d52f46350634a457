/**
 * DeepLearning4J's zips out and in.
 *
 * <p>May use {@code model}, {@code net}, {@code compute} (host copies of weights), ND4J and (here
 * only) DeepLearning4J.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The zip is written by DeepLearning4J itself, because its layout of parameters is nowhere
 *       specified; the entries are packed anew without the time, so equal nets give equal files.
 *       The training loop never uses it.
 *   <li>The zip is not read by DeepLearning4J: that would make objects of any class the file names
 *       and take memory for any length it tells. Its JSON is walked layer by layer; the order of
 *       the numbers is tested against nets that DeepLearning4J trained and saved.
 * </ul>
 */
package org.morphoscope.model.dl4j;
