package org.receptive.widgets;

import java.util.List;

/**
 * Pictures that follow controls, imported into every notebook.
 *
 * <p>{@code interact(slider("kernel", 1, 11), k -> outputSize(32, k))} shows the slider and below
 * it what the function returns, drawn anew whenever the slider is moved. The function may also
 * print, and call {@code display}; one that returns nothing is given to {@code interactDo}. {@code
 * interactive} shows nothing by itself: its result is put into a box, or ends a cell.
 */
public final class Interactions {
  private Interactions() {}

  /** Shows one control, and what the function returns for its value. */
  public static <A> Interaction interact(Control<A> a, Interact.Of1<A> drawing) {
    return Interaction.show(List.of(a), () -> drawing.draw(a.value()));
  }

  /** The same, shown where the caller puts it. */
  public static <A> Interaction interactive(Control<A> a, Interact.Of1<A> drawing) {
    return Interaction.of(List.of(a), () -> drawing.draw(a.value()));
  }

  /** Shows one control, and what the action prints and displays for its value. */
  public static <A> Interaction interactDo(Control<A> a, Interact.Do1<A> action) {
    return interact(
        a,
        (p) -> {
          action.run(p);
          return null;
        });
  }

  /** Shows two controls, and what the function returns for their values. */
  public static <A, B> Interaction interact(
      Control<A> a, Control<B> b, Interact.Of2<A, B> drawing) {
    return Interaction.show(List.of(a, b), () -> drawing.draw(a.value(), b.value()));
  }

  /** The same, shown where the caller puts it. */
  public static <A, B> Interaction interactive(
      Control<A> a, Control<B> b, Interact.Of2<A, B> drawing) {
    return Interaction.of(List.of(a, b), () -> drawing.draw(a.value(), b.value()));
  }

  /** Shows two controls, and what the action prints and displays for their values. */
  public static <A, B> Interaction interactDo(
      Control<A> a, Control<B> b, Interact.Do2<A, B> action) {
    return interact(
        a,
        b,
        (p, q) -> {
          action.run(p, q);
          return null;
        });
  }

  /** Shows three controls, and what the function returns for their values. */
  public static <A, B, C> Interaction interact(
      Control<A> a, Control<B> b, Control<C> c, Interact.Of3<A, B, C> drawing) {
    return Interaction.show(List.of(a, b, c), () -> drawing.draw(a.value(), b.value(), c.value()));
  }

  /** The same, shown where the caller puts it. */
  public static <A, B, C> Interaction interactive(
      Control<A> a, Control<B> b, Control<C> c, Interact.Of3<A, B, C> drawing) {
    return Interaction.of(List.of(a, b, c), () -> drawing.draw(a.value(), b.value(), c.value()));
  }

  /** Shows three controls, and what the action prints and displays for their values. */
  public static <A, B, C> Interaction interactDo(
      Control<A> a, Control<B> b, Control<C> c, Interact.Do3<A, B, C> action) {
    return interact(
        a,
        b,
        c,
        (p, q, r) -> {
          action.run(p, q, r);
          return null;
        });
  }

  /** Shows four controls, and what the function returns for their values. */
  public static <A, B, C, D> Interaction interact(
      Control<A> a, Control<B> b, Control<C> c, Control<D> d, Interact.Of4<A, B, C, D> drawing) {
    return Interaction.show(
        List.of(a, b, c, d), () -> drawing.draw(a.value(), b.value(), c.value(), d.value()));
  }

  /** The same, shown where the caller puts it. */
  public static <A, B, C, D> Interaction interactive(
      Control<A> a, Control<B> b, Control<C> c, Control<D> d, Interact.Of4<A, B, C, D> drawing) {
    return Interaction.of(
        List.of(a, b, c, d), () -> drawing.draw(a.value(), b.value(), c.value(), d.value()));
  }

  /** Shows four controls, and what the action prints and displays for their values. */
  public static <A, B, C, D> Interaction interactDo(
      Control<A> a, Control<B> b, Control<C> c, Control<D> d, Interact.Do4<A, B, C, D> action) {
    return interact(
        a,
        b,
        c,
        d,
        (p, q, r, s) -> {
          action.run(p, q, r, s);
          return null;
        });
  }

  /** Shows five controls, and what the function returns for their values. */
  public static <A, B, C, D, E> Interaction interact(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Interact.Of5<A, B, C, D, E> drawing) {
    return Interaction.show(
        List.of(a, b, c, d, e),
        () -> drawing.draw(a.value(), b.value(), c.value(), d.value(), e.value()));
  }

  /** The same, shown where the caller puts it. */
  public static <A, B, C, D, E> Interaction interactive(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Interact.Of5<A, B, C, D, E> drawing) {
    return Interaction.of(
        List.of(a, b, c, d, e),
        () -> drawing.draw(a.value(), b.value(), c.value(), d.value(), e.value()));
  }

  /** Shows five controls, and what the action prints and displays for their values. */
  public static <A, B, C, D, E> Interaction interactDo(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Interact.Do5<A, B, C, D, E> action) {
    return interact(
        a,
        b,
        c,
        d,
        e,
        (p, q, r, s, t) -> {
          action.run(p, q, r, s, t);
          return null;
        });
  }

  /** Shows six controls, and what the function returns for their values. */
  public static <A, B, C, D, E, F> Interaction interact(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Control<F> f,
      Interact.Of6<A, B, C, D, E, F> drawing) {
    return Interaction.show(
        List.of(a, b, c, d, e, f),
        () -> drawing.draw(a.value(), b.value(), c.value(), d.value(), e.value(), f.value()));
  }

  /** The same, shown where the caller puts it. */
  public static <A, B, C, D, E, F> Interaction interactive(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Control<F> f,
      Interact.Of6<A, B, C, D, E, F> drawing) {
    return Interaction.of(
        List.of(a, b, c, d, e, f),
        () -> drawing.draw(a.value(), b.value(), c.value(), d.value(), e.value(), f.value()));
  }

  /** Shows six controls, and what the action prints and displays for their values. */
  public static <A, B, C, D, E, F> Interaction interactDo(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Control<F> f,
      Interact.Do6<A, B, C, D, E, F> action) {
    return interact(
        a,
        b,
        c,
        d,
        e,
        f,
        (p, q, r, s, t, u) -> {
          action.run(p, q, r, s, t, u);
          return null;
        });
  }

  /** Shows seven controls, and what the function returns for their values. */
  public static <A, B, C, D, E, F, G> Interaction interact(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Control<F> f,
      Control<G> g,
      Interact.Of7<A, B, C, D, E, F, G> drawing) {
    return Interaction.show(
        List.of(a, b, c, d, e, f, g),
        () ->
            drawing.draw(
                a.value(), b.value(), c.value(), d.value(), e.value(), f.value(), g.value()));
  }

  /** The same, shown where the caller puts it. */
  public static <A, B, C, D, E, F, G> Interaction interactive(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Control<F> f,
      Control<G> g,
      Interact.Of7<A, B, C, D, E, F, G> drawing) {
    return Interaction.of(
        List.of(a, b, c, d, e, f, g),
        () ->
            drawing.draw(
                a.value(), b.value(), c.value(), d.value(), e.value(), f.value(), g.value()));
  }

  /** Shows seven controls, and what the action prints and displays for their values. */
  public static <A, B, C, D, E, F, G> Interaction interactDo(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Control<F> f,
      Control<G> g,
      Interact.Do7<A, B, C, D, E, F, G> action) {
    return interact(
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        (p, q, r, s, t, u, v) -> {
          action.run(p, q, r, s, t, u, v);
          return null;
        });
  }

  /** Shows eight controls, and what the function returns for their values. */
  public static <A, B, C, D, E, F, G, H> Interaction interact(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Control<F> f,
      Control<G> g,
      Control<H> h,
      Interact.Of8<A, B, C, D, E, F, G, H> drawing) {
    return Interaction.show(
        List.of(a, b, c, d, e, f, g, h),
        () ->
            drawing.draw(
                a.value(), b.value(), c.value(), d.value(), e.value(), f.value(), g.value(),
                h.value()));
  }

  /** The same, shown where the caller puts it. */
  public static <A, B, C, D, E, F, G, H> Interaction interactive(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Control<F> f,
      Control<G> g,
      Control<H> h,
      Interact.Of8<A, B, C, D, E, F, G, H> drawing) {
    return Interaction.of(
        List.of(a, b, c, d, e, f, g, h),
        () ->
            drawing.draw(
                a.value(), b.value(), c.value(), d.value(), e.value(), f.value(), g.value(),
                h.value()));
  }

  /** Shows eight controls, and what the action prints and displays for their values. */
  public static <A, B, C, D, E, F, G, H> Interaction interactDo(
      Control<A> a,
      Control<B> b,
      Control<C> c,
      Control<D> d,
      Control<E> e,
      Control<F> f,
      Control<G> g,
      Control<H> h,
      Interact.Do8<A, B, C, D, E, F, G, H> action) {
    return interact(
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        (p, q, r, s, t, u, v, w) -> {
          action.run(p, q, r, s, t, u, v, w);
          return null;
        });
  }
}
