/**
 * What stands around the views: the bars' neighbours (banner, status, keys, the card before the
 * first run), the places of the views, and the list of keys.
 *
 * <p>May use {@code ui.run}, {@code ui.kit}, {@code ui.settings} and JavaFX. Decision: nothing here
 * knows a run; what drives these views is in {@code ui.shell}.
 */
package org.morphoscope.ui.frame;
