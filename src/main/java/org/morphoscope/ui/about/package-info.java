/**
 * What the program is and what it is made of: versions, device, licences.
 *
 * <p>May use {@code ui.kit}. Decision: the licences are a text file in the program, so that the
 * list can be checked against the folder of jars without reading code.
 */
package org.morphoscope.ui.about;
