/**
 * What every view needs: number formats, colours of the two themes, the one way onto the JavaFX
 * thread, explanations of terms.
 *
 * <p>May use JavaFX and the JDK. Decisions: numbers are written with a decimal point whatever the
 * locale, so that they read as in the files and papers; canvas colours live in {@link
 * org.morphoscope.ui.kit.Palette} because a canvas cannot be styled by CSS.
 */
package org.morphoscope.ui.kit;
