package org.receptive.kernel;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Lets Ctrl-C (SIGINT) stop the running cell instead of the kernel. The JDK has no public way to
 * take a signal; {@code sun.misc.Signal} is asked for by name, and without it the kernel still
 * listens to interrupt requests.
 */
final class InterruptSignal {
  private InterruptSignal() {}

  static void handle(Runnable interrupt) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              interrupt.run();
              return null;
            }
            return method.invoke(interrupt, arguments);
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      System.getLogger(InterruptSignal.class.getName())
          .log(Level.DEBUG, "SIGINT is left as it is", e);
    }
  }
}
