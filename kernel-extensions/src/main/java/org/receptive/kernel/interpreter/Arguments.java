package org.receptive.kernel.interpreter;

import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of a call as its parameters take them. */
final class Arguments {
  private final List<Node.Code> codes = new ArrayList<>();
  private final Optional<Class<?>> gatheredType;
  private final int fixed;

  Arguments(Calls.Chosen<? extends Executable> chosen, List<Node> arguments, int line) {
    Class<?>[] parameters = chosen.member().getParameterTypes();
    fixed = chosen.variable() ? parameters.length - 1 : parameters.length;
    gatheredType =
        chosen.variable() ? Optional.of(parameters[fixed].getComponentType()) : Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      int at = i;
      Class<?> type = i < fixed ? parameters[i] : gatheredType.orElseGet(() -> parameters[at]);
      codes.add(arguments.get(i).as(type, line));
    }
  }

  Object[] run(Node.Position position) throws Throwable {
    Object[] values = new Object[gatheredType.isPresent() ? fixed + 1 : fixed];
    if (gatheredType.isPresent()) {
      values[fixed] = Array.newInstance(gatheredType.get(), codes.size() - fixed);
    }
    for (int i = 0; i < codes.size(); i++) {
      Object value = codes.get(i).run(position);
      if (i < fixed) {
        values[i] = value;
      } else {
        Array.set(values[fixed], i - fixed, value);
      }
    }
    return values;
  }
}
