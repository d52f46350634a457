/**
 * What a recorded run gives to other tools besides figures: its nets and its events as files.
 *
 * <p>May use {@code net}, {@code selection}, {@code run}, {@code journal}, {@code chart} (tables)
 * and {@code model}. The command line and the window both write through it, so that they write the
 * same bytes.
 */
package org.morphoscope.export;
