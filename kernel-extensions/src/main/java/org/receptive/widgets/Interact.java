package org.receptive.widgets;

/** What {@code interact} calls: from the values of one to eight controls, what is to be shown. */
public final class Interact {
  private Interact() {}

  /** Draws from one value. */
  @FunctionalInterface
  public interface Of1<A> {
    /** Returns what is to be shown; null for nothing but what was printed and displayed. */
    Object draw(A a) throws Exception;
  }

  /** Draws from two values. */
  @FunctionalInterface
  public interface Of2<A, B> {
    /** Returns what is to be shown; null for nothing but what was printed and displayed. */
    Object draw(A a, B b) throws Exception;
  }

  /** Draws from three values. */
  @FunctionalInterface
  public interface Of3<A, B, C> {
    /** Returns what is to be shown; null for nothing but what was printed and displayed. */
    Object draw(A a, B b, C c) throws Exception;
  }

  /** Draws from four values. */
  @FunctionalInterface
  public interface Of4<A, B, C, D> {
    /** Returns what is to be shown; null for nothing but what was printed and displayed. */
    Object draw(A a, B b, C c, D d) throws Exception;
  }

  /** Draws from five values. */
  @FunctionalInterface
  public interface Of5<A, B, C, D, E> {
    /** Returns what is to be shown; null for nothing but what was printed and displayed. */
    Object draw(A a, B b, C c, D d, E e) throws Exception;
  }

  /** Draws from six values. */
  @FunctionalInterface
  public interface Of6<A, B, C, D, E, F> {
    /** Returns what is to be shown; null for nothing but what was printed and displayed. */
    Object draw(A a, B b, C c, D d, E e, F f) throws Exception;
  }

  /** Draws from seven values. */
  @FunctionalInterface
  public interface Of7<A, B, C, D, E, F, G> {
    /** Returns what is to be shown; null for nothing but what was printed and displayed. */
    Object draw(A a, B b, C c, D d, E e, F f, G g) throws Exception;
  }

  /** Draws from eight values. */
  @FunctionalInterface
  public interface Of8<A, B, C, D, E, F, G, H> {
    /** Returns what is to be shown; null for nothing but what was printed and displayed. */
    Object draw(A a, B b, C c, D d, E e, F f, G g, H h) throws Exception;
  }

  /** Acts on one value. */
  @FunctionalInterface
  public interface Do1<A> {
    /** Prints and displays. */
    void run(A a) throws Exception;
  }

  /** Acts on two values. */
  @FunctionalInterface
  public interface Do2<A, B> {
    /** Prints and displays. */
    void run(A a, B b) throws Exception;
  }

  /** Acts on three values. */
  @FunctionalInterface
  public interface Do3<A, B, C> {
    /** Prints and displays. */
    void run(A a, B b, C c) throws Exception;
  }

  /** Acts on four values. */
  @FunctionalInterface
  public interface Do4<A, B, C, D> {
    /** Prints and displays. */
    void run(A a, B b, C c, D d) throws Exception;
  }

  /** Acts on five values. */
  @FunctionalInterface
  public interface Do5<A, B, C, D, E> {
    /** Prints and displays. */
    void run(A a, B b, C c, D d, E e) throws Exception;
  }

  /** Acts on six values. */
  @FunctionalInterface
  public interface Do6<A, B, C, D, E, F> {
    /** Prints and displays. */
    void run(A a, B b, C c, D d, E e, F f) throws Exception;
  }

  /** Acts on seven values. */
  @FunctionalInterface
  public interface Do7<A, B, C, D, E, F, G> {
    /** Prints and displays. */
    void run(A a, B b, C c, D d, E e, F f, G g) throws Exception;
  }

  /** Acts on eight values. */
  @FunctionalInterface
  public interface Do8<A, B, C, D, E, F, G, H> {
    /** Prints and displays. */
    void run(A a, B b, C c, D d, E e, F f, G g, H h) throws Exception;
  }
}
