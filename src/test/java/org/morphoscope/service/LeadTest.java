package org.morphoscope.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeadTest {
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger told = new AtomicInteger();
  private final Lead lead = new Lead(clock::get, told::incrementAndGet);

  private void pass(long seconds) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void whereNobodyHasItWhoeverAsksGetsItAtOnce() {
    lead.ask("a", "ada");
    assertTrue(lead.isHeldBy("a"));
    assertEquals("", lead.asker());
  }

  @Test
  void aWishIsHandedOverOrRefusedByWhoeverHasIt() {
    lead.take("a", "ada");
    lead.ask("b", "bob");
    assertEquals("bob", lead.asker());
    assertTrue(lead.isAskedBy("b"));
    assertFalse(lead.isHeldBy("b"));
    // only whoever has it answers
    lead.hand("b");
    lead.keep("b");
    assertEquals("bob", lead.asker());
    int before = told.get();
    lead.keep("a");
    assertEquals("", lead.asker());
    assertTrue(lead.isHeldBy("a"));
    assertEquals(before + 1, told.get());
    lead.ask("b", "bob");
    lead.hand("a");
    assertTrue(lead.isHeldBy("b"));
    assertEquals("bob", lead.holder());
    assertEquals("", lead.asker());
  }

  @Test
  void whoeverAsksGetsWhatIsGivenOrLeft() {
    lead.take("a", "ada");
    lead.ask("b", "bob");
    lead.give("a");
    assertTrue(lead.isHeldBy("b"));
    lead.ask("a", "ada");
    lead.lost("b");
    pass(29);
    assertTrue(lead.isHeldBy("b"));
    pass(2);
    assertEquals("ada", lead.holder());
    assertFalse(lead.isHeldBy("b"));
  }

  @Test
  void aWishOutlivesALostConnectionForHalfAMinute() {
    lead.take("a", "ada");
    lead.ask("b", "bob");
    lead.lost("b");
    pass(29);
    assertEquals("bob", lead.asker());
    lead.returned("b");
    pass(29);
    assertEquals("bob", lead.asker());
    lead.lost("b");
    pass(31);
    assertEquals("", lead.asker());
    lead.hand("a");
    assertTrue(lead.isHeldBy("a"));
  }

  @Test
  void whoeverTakesItNeedsNotAskAnyMore() {
    lead.take("a", "ada");
    lead.ask("b", "bob");
    lead.take("b", "bob");
    assertEquals("", lead.asker());
    lead.ask("a", "ada");
    lead.take("c", "cyd");
    // the wish goes to whoever has it now
    assertEquals("ada", lead.asker());
  }
}
