/**
 * Tables as data: CSV files whose rows are labelled, and the generated tables.
 *
 * <p>May use {@code data} and the JDK. A row of F numbers is an image of one pixel with F channels,
 * so that every net, kernel and score works on rows as it does on pictures; only what looks at
 * values knows the difference ({@link org.morphoscope.data.TableRows}).
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A file is read twice: first to see what each column holds, then to take its numbers.
 *       Neither pass keeps text, so memory is 4 bytes a value.
 *   <li>Nothing is guessed. A column holds numbers, or text whose few values become columns of 0
 *       and 1; one that mixes both, and every missing value, is refused with line and column. What
 *       is to be done about them (a mean, a value of its own, a row less) changes what a net
 *       learns, and is the person's decision.
 *   <li>Numbers are written with a point, dates and names are left out by {@code drop}: a comma or
 *       a month that is silently read as something else is worse than a sentence.
 *   <li>Generated values come from {@code StrictMath}: the same on every machine.
 * </ul>
 */
package org.morphoscope.data.table;
