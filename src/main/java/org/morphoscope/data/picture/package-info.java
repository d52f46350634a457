/**
 * One picture file as a small square of RGB bytes, as any viewer shows it.
 *
 * <p>May use the JDK only; knows nothing of data sets. JPEG (with CMYK and YCCK), TIFF and WebP are
 * decoded by the TwelveMonkeys plugins, which ImageIO finds at run time, the rest by the JDK.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Stored values are taken as they are: no colour profile is applied to grey or RGB, 16 bits
 *       are scaled by 255 / 65535. Java's own conversion of grey would make it lighter.
 *   <li>A pixel is laid on white first and averaged then. All of it is whole numbers, so the one
 *       rounding at the end is exact and the same on every machine.
 *   <li>Before anything is decoded the file's structure is walked ({@link
 *       org.morphoscope.data.picture.Structure}): what costs time (scans, blocks), what costs
 *       memory (pixels, bytes), where the file should end, and how the camera was held. A file that
 *       ends too early is damaged, whatever a decoder makes of it.
 *   <li>{@link org.morphoscope.data.picture.FirstRules} keeps the way that runs of the first
 *       versions read pictures, so that these can be resumed.
 * </ul>
 */
package org.morphoscope.data.picture;
