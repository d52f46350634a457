/**
 * What a run is, as JSON: events, configuration, nets, proposals and summaries, in explicit field
 * names with a version.
 *
 * <p>May use {@code net}, {@code selection}, {@code run} and {@code journal.disk}; knows no folder
 * of a run and no order of its files.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>No class or enum-constant name reaches the disk ({@code Labels} has the words), so that
 *       renaming never breaks an old run. Unknown fields are ignored, unknown types and newer
 *       versions are refused with a sentence.
 *   <li>Numbers survive exactly. The Gram matrix is stored as base64 of its upper triangle,
 *       everything else as decimal numbers that any tool can read.
 * </ul>
 */
package org.morphoscope.journal.codec;
