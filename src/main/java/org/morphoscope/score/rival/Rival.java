package org.morphoscope.score.rival;

import java.util.function.Consumer;
import org.morphoscope.compute.FrozenPasses;
import org.morphoscope.compute.ImageLoader;

/**
 * The numerics of somebody else's method on one net, which they leave as it is: what it learns, and
 * what it then thinks of the candidates. Used by the thread of the passes, learned once and scored
 * once.
 */
public interface Rival extends AutoCloseable {

  /**
   * Learns what the method needs before it scores.
   *
   * @param <E> what {@code after} may throw
   * @param images to learn on
   * @param loader gives images by position; called from several threads
   * @param after told of steps, on the calling thread
   * @throws E as {@code after} throws it
   */
  <E extends Exception> void learn(int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after)
      throws E;

  /**
   * {@return what the method thinks of all candidates}
   *
   * @param <E> what {@code after} may throw
   * @param images how many, from the loader's first on
   * @param loader gives images by position; called from several threads
   * @param after told of images, on the calling thread
   * @param partial receives what is known so far, a few times; never called by a method that knows
   *     nothing before its end
   * @throws E as {@code after} throws it
   */
  <E extends Exception> Opinion score(
      int images, ImageLoader loader, FrozenPasses.AfterBatch<E> after, Consumer<Opinion> partial)
      throws E;

  @Override
  void close();
}
