package org.morphoscope.service.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ServerAddressTest {
  private static String reached(String listens) {
    return ServerAddress.parse(listens).reachedAt("gpu").name();
  }

  @Test
  void aServerOnEveryAddressIsReachedByTheNameOfItsMachine() {
    assertEquals("gpu:7077", reached("0.0.0.0:7077"));
    assertEquals("gpu:80", reached("[::]:80"));
    assertEquals("127.0.0.1:7077", reached("127.0.0.1"));
    assertEquals("[::1]:7077", reached("[::1]:7077"));
  }
}
