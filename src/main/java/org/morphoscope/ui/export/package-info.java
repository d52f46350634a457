/**
 * Taking home what the window shows: figures with a live preview, tables, the report, nets, events.
 *
 * <p>Writes through {@code chart} and {@code export}, as the command line does: what the preview
 * shows is the figure that is written. All reading, drawing and writing is done in the background.
 */
package org.morphoscope.ui.export;
