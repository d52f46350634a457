package org.morphoscope.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppIconTest {
  @ParameterizedTest
  @ValueSource(ints = {16, 32, 48, 64, 128, 256})
  void everySizeIsThereAndIsWhatItsNameSays(int edge) throws IOException {
    String file = "/org/morphoscope/ui/icon/morphoscope-" + edge + ".png";
    try (InputStream in = AppIcon.class.getResourceAsStream(file)) {
      var picture = ImageIO.read(in);
      assertEquals(edge, picture.getWidth());
      assertEquals(edge, picture.getHeight());
    }
  }
}
