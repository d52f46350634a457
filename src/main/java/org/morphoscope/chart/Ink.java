package org.morphoscope.chart;

/**
 * The colours of figures: those of Okabe and Ito, which all common kinds of colour vision keep
 * apart, and three greys. Colour never carries a meaning alone: see {@link Look}.
 */
public enum Ink {
  /** Black, for texts, axes and the first series. */
  BLACK(0x000000),
  /** Blue. */
  BLUE(0x0072b2),
  /** Vermillion. */
  VERMILLION(0xd55e00),
  /** Bluish green. */
  GREEN(0x009e73),
  /** Orange. */
  ORANGE(0xe69f00),
  /** Sky blue. */
  SKY(0x56b4e9),
  /** Reddish purple. */
  PURPLE(0xcc79a7),
  /** Yellow; pale on white paper. */
  YELLOW(0xf0e442),
  /** Reference lines and what lies underneath. */
  GREY(0x7a7a7a),
  /** Connections and outlines. */
  LIGHT(0xbdbdbd),
  /** Areas behind data. */
  PALE(0xf0f0f0),
  /** The paper. */
  WHITE(0xffffff);

  private final int rgb;

  Ink(int rgb) {
    this.rgb = rgb;
  }

  /** {@return the 24 bits of the colour, red first} */
  public int rgb() {
    return rgb;
  }

  /**
   * {@return the colour on white paper at a share of 0 to 1: opaque, so that every format can print
   * it}
   *
   * @param share of the ink, 0 (white) to 1 (the ink itself)
   */
  public int tint(double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int channel = (rgb >> shift) & 255;
      mixed |= (int) Math.round(255 + (channel - 255) * share) << shift;
    }
    return mixed;
  }
}
