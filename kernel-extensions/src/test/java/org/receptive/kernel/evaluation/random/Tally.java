package org.receptive.kernel.evaluation.random;

/** A class that cells call: what it does can be seen, and the order in which it is done. */
public final class Tally {
  /** May be copied into whoever reads it. */
  public static final int LIMIT = 3;

  /** Is a constant, or an object that is made when the class starts: reflection cannot tell. */
  public static final String UNIT = "ticks";

  private static int ticks;
  private static int asked;

  public int total;
  public Tally next;
  private final String name;

  public Tally(String name) {
    this.name = name;
    log("new " + name);
  }

  public Tally(int total) {
    this("t" + total);
    this.total = total;
  }

  public static int tick(int by) {
    ticks += by;
    log("tick " + by);
    return ticks;
  }

  public static Object same(Object value) {
    return value;
  }

  /** Asked five times, it says no once. */
  public static boolean more() {
    return ++asked % 5 != 0;
  }

  public static boolean yes() {
    asked++;
    return true;
  }

  public Tally add(int more) {
    log(name + " + " + more);
    total += more;
    return this;
  }

  public int divided(int by) {
    return total / by;
  }

  public String name() {
    return name;
  }

  private static void log(String line) {
    System.out.println(line);
  }

  /** How often it has been called. */
  record Counts(int ticks, int asked) {}

  static Counts counts() {
    return new Counts(ticks, asked);
  }

  static void set(Counts counts) {
    ticks = counts.ticks();
    asked = counts.asked();
  }

  /** Null is a text that cells have to bear. */
  @SuppressWarnings("ToStringReturnsNull")
  @Override
  public String toString() {
    return total == 13 ? null : name + "=" + total;
  }
}
