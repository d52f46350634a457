/**
 * Data as people have it: names of data sets, folders and files of the known layouts, and what is
 * to be said about them.
 *
 * <p>May use {@code data}, {@code data.picture} and the JDK. The one way in is {@link
 * org.morphoscope.data.source.DataSource}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A layout that is well known is taken as it is (Tiny-ImageNet, {@code train} and {@code
 *       val}, the relatives of MNIST), and what was decided on the way is told in a note. What
 *       cannot be used is named for what it is, with the way out.
 *   <li>Damaged pictures do not cost one start each: all are read, a few are left out and told, and
 *       more than that ends with the list of all.
 *   <li>Numbers in names count as numbers ("class 2" before "class 10"). Other programs sort by
 *       letters, so it is told where that makes a difference.
 *   <li>Runs of the first versions are read by their own rules ({@link
 *       org.morphoscope.data.DataRules}), so that classes and pixels stay what they were.
 * </ul>
 */
package org.morphoscope.data.source;
