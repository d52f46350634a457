package org.morphoscope.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.run.Asking;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.Keep;
import org.morphoscope.run.config.SecondSet;
import org.morphoscope.service.Ask;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.wire.CallCodec;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.MessageJson;

/** No run begins without a setting that was asked for because one of the programs is older. */
class NewerSettingsTest {
  private static final RunConfig PLAIN = RunConfig.standard("digits", "tiny", 1, 1);
  private static final RunConfig BOTH =
      PLAIN.withSelection(PLAIN.selection().withTryBoth(Optional.of(SecondSet.values()[0])));

  private static Fields fields(ObjectNode node) throws IOException {
    return MessageJson.read(Frame.of(Kind.RESULT, MessageJson.bytes(node)), from -> from);
  }

  private static ObjectNode here() {
    return MessageJson.object().put("program", "0.9");
  }

  @Test
  void olderServicesAreNotAskedForWhatTheyLeaveOut() throws Exception {
    IOException silent =
        assertThrows(IOException.class, () -> NewerSettings.require(BOTH, () -> fields(here())));
    assertEquals(
        "--try-both: expected a service that knows this setting, found one (0.9) that may leave it out; update it, or start the run without.",
        silent.getMessage());
    assertThrows(
        IOException.class,
        () -> NewerSettings.require(BOTH, () -> fields(here().put("protocol", 3))));
    assertThrows(
        IOException.class,
        () -> NewerSettings.require(PLAIN.withKeep(Keep.LAST), () -> fields(here())));
    NewerSettings.require(BOTH, () -> fields(here().put("protocol", 4)));
  }

  @Test
  void whatEveryServiceKnowsNeedsNoQuestion() throws Exception {
    NewerSettings.require(
        PLAIN,
        () -> {
          throw new IOException("asked");
        });
  }

  @Test
  void servicesRefuseSettingsThatTheyDoNotKnow() throws Exception {
    Ask ask = new Ask(Asking.Mode.AUTOMATIC, 1);
    ObjectNode call = CallCodec.start(new RunStart("run", BOTH, ask));
    assertEquals(BOTH, CallCodec.start(fields(call)).config());
    ((ObjectNode) call.get("config").get("selection")).put("ofTomorrow", 1);
    MalformedException no =
        assertThrows(MalformedException.class, () -> CallCodec.start(fields(call)));
    assertTrue(no.getMessage().contains("\"selection.ofTomorrow\""), no.getMessage());
  }
}
