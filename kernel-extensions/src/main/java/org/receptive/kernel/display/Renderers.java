package org.receptive.kernel.display;

import java.awt.image.RenderedImage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * How objects are shown. Asked in this order: renderers that users registered (the newest first),
 * images, the object's own {@code mimeBundle()}, its figure, tables, what can be painted, and at
 * last its text. Safe to share.
 */
public final class Renderers {
  private final ConcurrentLinkedDeque<Function<Object, Optional<MimeBundle>>> registered =
      new ConcurrentLinkedDeque<>();

  /** Shows objects of a type, and of its subtypes, with the given function from now on. */
  public <T> void register(Class<T> type, Function<? super T, MimeBundle> renderer) {
    ask(
        value ->
            type.isInstance(value)
                ? Optional.of(renderer.apply(type.cast(value)))
                : Optional.empty());
  }

  /** Asks the given function about every object from now on; it may know how to show it. */
  public void ask(Function<Object, Optional<MimeBundle>> renderer) {
    registered.addFirst(renderer);
  }

  /**
   * Returns the representations of an object in the given types, and as text. A text is whatever
   * text it is asked to be, bytes whatever picture.
   */
  public MimeBundle renderAs(Object value, String... types) {
    MimeBundle bundle = render(value);
    for (String type : types) {
      if (value instanceof CharSequence text && !bundle.data().has(type)) {
        bundle = bundle.with(type, text.toString());
      } else if (value instanceof byte[] bytes && !MimeTypes.isText(type)) {
        bundle = bundle.with(type, Base64.getEncoder().encodeToString(bytes));
      }
    }
    return bundle.only(types);
  }

  /** Returns the representations of an object; null is the text {@code null}. */
  public MimeBundle render(Object value) {
    return byUser(value).orElseGet(() -> byHouse(value));
  }

  /**
   * Returns what a live page needs of an object that is drawn many times a second: of figures the
   * HTML and the text, for a PNG that nobody looks at takes longer than all the rest.
   */
  public MimeBundle renderLive(Object value) {
    return byUser(value)
        .or(() -> value == null ? Optional.empty() : FigureRenderer.renderLive(value))
        .orElseGet(() -> byHouse(value));
  }

  private Optional<MimeBundle> byUser(Object value) {
    return registered.stream()
        .map(candidate -> candidate.apply(value))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static MimeBundle byHouse(Object value) {
    // No switch over patterns, whose first run costs a cold JVM some 10 ms.
    if (value == null || value instanceof Number || value instanceof CharSequence) {
      return MimeBundle.text(String.valueOf(value));
    } else if (value instanceof MimeBundle bundle) {
      return bundle;
    } else if (value instanceof Displayable displayable) {
      return displayable.mimeBundle();
    } else if (value instanceof RenderedImage image) {
      return ImageRenderer.render(image);
    }
    return ownBundle(value)
        .or(() -> FigureRenderer.render(value))
        .or(() -> TableRenderer.render(value))
        .or(() -> Painting.render(value))
        .orElseGet(() -> MimeBundle.text(TextRenderer.render(value)));
  }

  /** A public method without arguments that returns a map is enough; no interface is asked for. */
  private static Optional<MimeBundle> ownBundle(Object value) {
    try {
      Method method = value.getClass().getMethod("mimeBundle");
      if (!Map.class.isAssignableFrom(method.getReturnType()) || !method.trySetAccessible()) {
        return Optional.empty();
      }
      Map<String, String> representations = new LinkedHashMap<>();
      ((Map<?, ?>) method.invoke(value))
          .forEach((type, text) -> representations.put(type.toString(), text.toString()));
      return Optional.of(MimeBundle.of(representations));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    } catch (InvocationTargetException e) {
      throw new RenderingException(
          "mimeBundle() of " + value.getClass().getName() + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new RenderingException(
          "mimeBundle() of " + value.getClass().getName() + " cannot be called", e);
    }
  }
}
