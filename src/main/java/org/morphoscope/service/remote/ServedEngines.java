package org.morphoscope.service.remote;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.OptionalInt;
import org.morphoscope.run.GrowthEngine;
import org.morphoscope.run.GrowthEngineFactory;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.RunStudies;

/**
 * The engines of a server: on the data that clients name, and one at a time, in the order in which
 * runs were started. A run's record keeps the name of its data, not the place.
 */
public final class ServedEngines implements GrowthEngineFactory {
  private final GrowthEngineFactory engines;
  private final NamedData data;

  private final ServedDevice device;

  /**
   * @param engines opens data at its place
   * @param places of data by the names that clients use
   */
  public ServedEngines(GrowthEngineFactory engines, Map<String, String> places) {
    this(engines, places, new ServedDevice());
  }

  /**
   * Engines that share the device with others.
   *
   * @param engines opens data at its place
   * @param places of data by the names that clients use
   * @param device of the server
   */
  public ServedEngines(
      GrowthEngineFactory engines, Map<String, String> places, ServedDevice device) {
    this.engines = engines;
    this.data = new NamedData(places, RunStudies.none(""));
    this.device = device;
  }

  @Override
  public void awaitTurn() throws InterruptedException {
    device.await();
  }

  @Override
  public GrowthEngine open(RunConfig config) throws IOException {
    return open(config, OptionalInt.empty());
  }

  @Override
  public GrowthEngine open(RunConfig config, OptionalInt threads) throws IOException {
    try {
      return releasing(engines.open(data.placed(config), threads));
    } catch (IOException | RuntimeException | Error e) {
      device.release();
      throw e;
    }
  }

  /** The engine, which gives the device to the next run when it is closed. */
  private GrowthEngine releasing(GrowthEngine engine) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            return method.invoke(engine, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          } finally {
            if (method.getName().equals("close")) {
              device.release();
            }
          }
        };
    return (GrowthEngine)
        Proxy.newProxyInstance(
            GrowthEngine.class.getClassLoader(), new Class<?>[] {GrowthEngine.class}, handler);
  }
}
