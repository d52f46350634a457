/**
 * What can be asked of a run, part by part: its images, its seed net, its limits, and how it is
 * trained, scored and selected. {@link org.morphoscope.run.RunConfig} puts the parts together.
 *
 * <p>May use {@code net} and {@code selection}; knows nothing of what happens in a run, which is
 * {@code run}'s.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every part is a record that checks its own numbers and refuses with a sentence that has
 *       both ends of the range; what depends on two parts is checked where they meet, in {@code
 *       RunConfig}.
 *   <li>{@code standard()} is what a new run has; {@code with...} names what is to be different.
 *   <li>How the parts are written to {@code run.json} is the codec's business: names and order
 *       there do not follow these classes, and a field that older runs lack has their old meaning.
 * </ul>
 */
package org.morphoscope.run.config;
