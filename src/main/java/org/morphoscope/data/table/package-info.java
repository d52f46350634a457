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
 *   <li>A file is read three times: to see what each column holds, to count its rows, to take its
 *       numbers. Of a row stay its numbers, 4 bytes each, and while it is read its class and place,
 *       some 80 bytes.
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
