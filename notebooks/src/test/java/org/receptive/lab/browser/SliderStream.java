package org.receptive.lab.browser;

import java.util.Map;

/**
 * What became of many moves of a slider in short time.
 *
 * @param moves made, a second
 * @param messages of values that the page sent to the kernel, a second
 * @param pictures painted, a second
 * @param lag milliseconds from the last move until its picture was painted
 * @param most how many messages waited for their answer at once
 * @param unanswered how many did half a second after the last picture
 * @param last the alternative text of the last picture
 */
record SliderStream(
    double moves,
    double messages,
    double pictures,
    double lag,
    int most,
    int unanswered,
    String last) {

  static SliderStream of(Map<?, ?> measured) {
    return new SliderStream(
        number(measured, "moves"),
        number(measured, "messages"),
        number(measured, "pictures"),
        number(measured, "lag"),
        (int) number(measured, "most"),
        (int) number(measured, "unanswered"),
        (String) measured.get("last"));
  }

  private static double number(Map<?, ?> measured, String name) {
    return ((Number) measured.get(name)).doubleValue();
  }
}
