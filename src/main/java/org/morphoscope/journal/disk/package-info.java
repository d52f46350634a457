/**
 * Files that survive a kill and a power cut, arrays as {@code .npy} files, and the one sentence
 * that says what is wrong with a file.
 *
 * <p>Uses nothing of the program itself.
 */
package org.morphoscope.journal.disk;
