/** Wiring of the program: {@code Main} alone knows every package. */
package org.morphoscope;
