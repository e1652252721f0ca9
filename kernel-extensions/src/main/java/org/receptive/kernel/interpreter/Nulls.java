package org.receptive.kernel.interpreter;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the JVM would say of a null where an object is needed (JEP 358). */
final class Nulls {
  private Nulls() {}

  static Object check(Object value, String message, Node.Position position, int line) {
    if (value == null) {
      position.at(line);
      throw new NullPointerException(message);
    }
    return value;
  }

  static String describe(Expression expression) {
    if (expression instanceof Expression.Name name) {
      return '"' + name.name() + '"';
    } else if (expression instanceof Expression.Member member) {
      return '"' + member.name() + '"';
    }
    return expression instanceof Expression.Call call
        ? "the return value of \"" + call.name() + "()\""
        : "the value";
  }

  static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Nulls::name)
        .collect(
            Collectors.joining(
                ", ", name(method.getDeclaringClass()) + "." + method.getName() + "(", ")"));
  }

  private static String name(Class<?> type) {
    return type == String.class || type == Object.class ? type.getSimpleName() : type.getTypeName();
  }
}
