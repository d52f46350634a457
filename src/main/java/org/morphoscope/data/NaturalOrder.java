package org.morphoscope.data;

import java.util.Comparator;

/** Names in the order that people expect: runs of digits count as numbers, "b2" before "b10". */
public final class NaturalOrder implements Comparator<String> {
  /** The only one. */
  public static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int order;
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        int aEnd = endOfDigits(a, i);
        int bEnd = endOfDigits(b, j);
        order = compareNumbers(a.substring(i, aEnd), b.substring(j, bEnd));
        i = aEnd;
        j = bEnd;
      } else {
        order = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(a.length() - i, b.length() - j);
    return order != 0 ? order : a.compareTo(b); // "1" and "01" are different names
  }

  /** Numbers of any length. */
  private static int compareNumbers(String a, String b) {
    int i = zeros(a);
    int j = zeros(b);
    int order = Integer.compare(a.length() - i, b.length() - j);
    return order != 0 ? order : a.substring(i).compareTo(b.substring(j));
  }

  private static int zeros(String digits) {
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return zeros;
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
