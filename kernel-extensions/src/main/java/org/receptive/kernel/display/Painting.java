package org.receptive.kernel.display;

import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.swing.Icon;

/**
 * A picture of whatever can be painted: charts of XChart and JFreeChart, components and icons of
 * Swing, images. No library of charts is known by name: a public method that paints on a {@link
 * Graphics2D}, or that makes an image, is enough.
 */
final class Painting {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int MOST = 4000;
  private static final int PIXELS_PER_POINT = 2;

  /** Methods that paint the whole of an object, by their parameters; the first one there is. */
  private static final List<String> PAINTERS = List.of("paint", "draw", "render", "paintComponent");

  /** Methods without parameters that make an image. */
  private static final List<String> MAKERS =
      List.of("toBufferedImage", "getBufferedImage", "asBufferedImage", "getWrappedImage");

  /** Methods with a width and a height that make an image. */
  private static final List<String> SIZED_MAKERS =
      List.of("createBufferedImage", "toBufferedImage");

  /** Paints on a surface of the given size. */
  private interface Painter {
    void paint(Graphics2D surface, Dimension size) throws ReflectiveOperationException;
  }

  private Painting() {}

  /** Returns a picture, if the object can be painted; if it cannot after all, its text is shown. */
  static Optional<MimeBundle> render(Object value) {
    try {
      return drawnByTheJdk(value) || !value.getClass().getName().startsWith("java.")
          ? held(value).or(() -> painted(value)).or(() -> made(value))
          : Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      System.getLogger(Painting.class.getName())
          .log(System.Logger.Level.DEBUG, "shown as text: " + value.getClass(), e);
      return Optional.empty();
    }
  }

  private static boolean drawnByTheJdk(Object value) {
    return value instanceof Image || value instanceof Icon || value instanceof Component;
  }

  private static Optional<MimeBundle> painted(Object value) {
    Dimension size = sizeOf(value);
    return painter(value).flatMap(painter -> paint(painter, size, String.valueOf(value)));
  }

  private static Optional<MimeBundle> paint(Painter painter, Dimension size, String text) {
    BufferedImage image =
        new BufferedImage(
            size.width * PIXELS_PER_POINT,
            size.height * PIXELS_PER_POINT,
            BufferedImage.TYPE_INT_ARGB);
    Graphics2D surface = image.createGraphics();
    try {
      surface.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
      surface.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      surface.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      surface.setColor(Color.BLACK);
      painter.paint(surface, size);
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    } finally {
      surface.dispose();
    }
    return Optional.of(ImageRenderer.render(image, size.width, size.height, text));
  }

  private static Optional<Painter> painter(Object value) {
    if (value instanceof Image image) {
      return Optional.of((surface, size) -> surface.drawImage(image, 0, 0, null));
    } else if (value instanceof Icon icon) {
      return Optional.of((surface, size) -> icon.paintIcon(null, surface, 0, 0));
    } else if (value instanceof Component component) {
      return Optional.of(
          (surface, size) -> {
            component.setSize(size);
            layOut(component);
            component.printAll(surface);
          });
    }
    return methodPainter(value);
  }

  private static Optional<Painter> methodPainter(Object value) {
    return method(value, PAINTERS, Graphics2D.class, int.class, int.class)
        .<Painter>map(m -> (surface, size) -> call(m, value, surface, size.width, size.height))
        .or(
            () ->
                method(value, PAINTERS, Graphics2D.class, Rectangle2D.class)
                    .map(
                        m ->
                            (surface, size) ->
                                call(
                                    m,
                                    value,
                                    surface,
                                    new Rectangle2D.Double(0, 0, size.width, size.height))))
        .or(
            () ->
                method(value, PAINTERS, Graphics2D.class)
                    .map(m -> (surface, size) -> call(m, value, surface)));
  }

  /** An image that the object has. */
  private static Optional<MimeBundle> held(Object value) {
    return method(value, MAKERS)
        .filter(
            m ->
                !drawnByTheJdk(value)
                    && (m.getReturnType() == BufferedImage.class
                        || m.getReturnType() == Object.class))
        .flatMap(m -> result(m, value))
        .flatMap(image -> picture(image, value));
  }

  /** An image that the object makes in a size; painted, it has twice as many pixels. */
  private static Optional<MimeBundle> made(Object value) {
    Dimension size = sizeOf(value);
    return method(value, SIZED_MAKERS, int.class, int.class)
        .filter(m -> m.getReturnType() == BufferedImage.class)
        .flatMap(m -> result(m, value, size.width, size.height))
        .flatMap(image -> picture(image, value));
  }

  private static Optional<MimeBundle> picture(Object image, Object value) {
    return image instanceof BufferedImage made
        ? Optional.of(
            ImageRenderer.render(made, made.getWidth(), made.getHeight(), String.valueOf(value)))
        : Optional.empty();
  }

  private static Optional<Object> result(Method method, Object value, Object... arguments) {
    try {
      return Optional.ofNullable(call(method, value, arguments));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  private static Object call(Method method, Object value, Object... arguments)
      throws IllegalAccessException, InvocationTargetException {
    return method.invoke(value, arguments);
  }

  private static Optional<Method> method(Object value, List<String> names, Class<?>... parameters) {
    return names.stream()
        .flatMap(name -> find(value, name, parameters))
        .filter(m -> !Modifier.isStatic(m.getModifiers()) && m.trySetAccessible())
        .findFirst();
  }

  private static Stream<Method> find(Object value, String name, Class<?>... parameters) {
    try {
      return Stream.of(value.getClass().getMethod(name, parameters));
    } catch (NoSuchMethodException e) {
      return Stream.empty();
    }
  }

  private static Dimension sizeOf(Object value) {
    Dimension size =
        switch (value) {
          case Image image -> new Dimension(image.getWidth(null), image.getHeight(null));
          case Icon icon -> new Dimension(icon.getIconWidth(), icon.getIconHeight());
          case Component component ->
              component.getWidth() > 0 ? component.getSize() : component.getPreferredSize();
          default -> new Dimension(number(value, "getWidth"), number(value, "getHeight"));
        };
    boolean fits = size.width > 0 && size.height > 0 && size.width <= MOST && size.height <= MOST;
    return fits ? size : new Dimension(WIDTH, HEIGHT);
  }

  private static int number(Object value, String getter) {
    return method(value, List.of(getter))
        .flatMap(m -> result(m, value))
        .filter(Number.class::isInstance)
        .map(number -> ((Number) number).intValue())
        .orElse(0);
  }

  /** A component that no window holds is laid out by nobody else. */
  private static void layOut(Component component) {
    component.doLayout();
    if (component instanceof Container container) {
      for (Component child : container.getComponents()) {
        layOut(child);
      }
    }
  }
}
