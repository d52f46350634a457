/**
 * What a channel sees: its filter, its maps on a picture and the pictures that excite it most,
 * beside those of the channels that it stems from and was split into.
 *
 * <p>May use {@code history}, {@code study.channel}, {@code data} and {@code ui.kit}. Decision: all
 * numbers come from {@code study.channel} in the background; this package turns them into colours.
 */
package org.morphoscope.ui.channel;
