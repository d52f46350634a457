/**
 * A run as one page for the browser, in which its rounds are looked through: a file that needs
 * nothing else.
 *
 * <p>May use {@code chart} and {@code chart.run} for words and tables, {@code history}, and {@code
 * net} and {@code run} for what it tells. The page itself is plain JavaScript and CSS, in the
 * resources of this package; it is put together here, with the run as JSON inside.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The page loads nothing and runs nothing but its own script: a content security policy
 *       allows exactly this script and this style sheet, by their SHA-256. All text from outside
 *       reaches the page as JSON and the document as text, never as markup.
 *   <li>No library: the script is read by whoever wants to know what the page does, in the order of
 *       its files. The table of rounds is written here, so that it is there without a script.
 *   <li>The page draws the network and the charts itself, because they follow the round on show.
 *       Its colours are those of the window; scores travel with four digits, losses with six.
 * </ul>
 */
package org.morphoscope.chart.page;
