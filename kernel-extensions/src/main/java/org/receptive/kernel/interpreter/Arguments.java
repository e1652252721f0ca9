package org.receptive.kernel.interpreter;

import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Optional;

/** The arguments of a call as its parameters take them. */
final class Arguments {
  private final Node.Code[] codes;
  private final Optional<Class<?>> gatheredType;
  private final int fixed;

  Arguments(Calls.Chosen<? extends Executable> chosen, List<Node> arguments, int line) {
    Class<?>[] parameters = chosen.member().getParameterTypes();
    fixed = chosen.variable() ? parameters.length - 1 : parameters.length;
    gatheredType =
        chosen.variable() ? Optional.of(parameters[fixed].getComponentType()) : Optional.empty();
    codes = new Node.Code[arguments.size()];
    for (int i = 0; i < codes.length; i++) {
      int at = i;
      Class<?> type = i < fixed ? parameters[i] : gatheredType.orElseGet(() -> parameters[at]);
      codes[i] = arguments.get(i).as(type, line);
    }
  }

  Object[] run(Node.Position position) throws Throwable {
    Object[] values = new Object[codes.length];
    for (int i = 0; i < codes.length; i++) {
      values[i] = codes[i].run(position);
    }
    return gatheredType.isPresent() ? gathered(values, gatheredType.get()) : values;
  }

  private Object[] gathered(Object[] values, Class<?> type) {
    Object last = Array.newInstance(type, values.length - fixed);
    for (int i = fixed; i < values.length; i++) {
      Array.set(last, i - fixed, values[i]);
    }
    Object[] all = new Object[fixed + 1];
    System.arraycopy(values, 0, all, 0, fixed);
    all[fixed] = last;
    return all;
  }
}
