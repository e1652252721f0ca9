package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jshell.execution.DirectExecutionControl;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.RequestScope;

/**
 * Runs compiled snippets in this JVM, on the thread that asks for it, and keeps what JShell would
 * flatten to strings: the value, the exception, the field behind a variable.
 */
final class CellExecutionControl extends DirectExecutionControl {
  private final Object lock = new Object();
  private final LoadedCode code = new LoadedCode();
  private volatile Optional<Field> stopFlag = Optional.empty();
  private Optional<Thread> userThread = Optional.empty();
  private volatile Optional<RequestScope> stoppedScope = Optional.empty();
  private volatile boolean stopping;
  private final Set<RequestScope> stoppedWork = ConcurrentHashMap.newKeySet();
  private Object value;
  private Optional<Throwable> failure = Optional.empty();
  private Optional<Throwable> instead = Optional.empty();
  private Optional<Field> lastVariable = Optional.empty();

  /** Takes a folder or jar file that snippets may use; {@link #loader} knows it from then on. */
  @Override
  public void addToClasspath(String path) throws EngineTerminationException, InternalException {
    try {
      if (stopFlag.isEmpty()) {
        installStopFlag();
      }
    } catch (ClassInstallException | NotImplementedException e) {
      throw new InternalException(e.toString());
    }
    super.addToClasspath(path);
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    if (stopFlag.isEmpty()) {
      installStopFlag();
    }
    List<byte[]> woven =
        StopCheck.weave(Stream.of(classes).map(ClassBytecodes::bytecodes).toList(), loader());
    super.load(
        IntStream.range(0, classes.length)
            .mapToObj(i -> new ClassBytecodes(classes[i].name(), woven.get(i)))
            .toArray(ClassBytecodes[]::new));
    for (ClassBytecodes loaded : classes) {
      code.loaded(loaded.name());
    }
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    value = null;
    failure = instead;
    instead = Optional.empty();
    if (failure.isPresent()) {
      throw new InvocationTargetException(failure.get());
    }
    Thread thread = Thread.currentThread();
    Optional<Thread> outer = enter(thread);
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(snippet.getDeclaringClass().getClassLoader());
    try {
      value = snippet.invoke(null);
      return "";
    } catch (InvocationTargetException e) {
      failure = Optional.of(e.getCause());
      throw e;
    } finally {
      thread.setContextClassLoader(loader);
      leave(outer);
    }
  }

  @Override
  public String varValue(String className, String varName) throws InternalException {
    try {
      Field field = findClass(className).getDeclaredField(varName);
      field.setAccessible(true);
      lastVariable = Optional.of(field);
      return "";
    } catch (ReflectiveOperationException e) {
      throw new InternalException(e.toString());
    }
  }

  /** Stops the running cell: its loops throw, its waits are interrupted. */
  @Override
  public void stop() {
    synchronized (lock) {
      stopping = true;
      raiseFlag(true);
      userThread.ifPresent(Thread::interrupt);
    }
  }

  /** Prepares for a new cell: nothing has been stopped. */
  void reset(Optional<RequestScope> scope) {
    synchronized (lock) {
      stopping = false;
      stoppedScope = scope;
      raiseFlag(!stoppedWork.isEmpty());
    }
  }

  /** Stops what runs in a scope beside the cell, or lets code run in that scope again. */
  void stopWork(RequestScope scope, boolean stop) {
    synchronized (lock) {
      boolean _ = stop ? stoppedWork.add(scope) : stoppedWork.remove(scope);
      raiseFlag(stopping || !stoppedWork.isEmpty());
    }
  }

  /** Calls work as user code: {@link #stop} interrupts it. */
  <T> T asUserCode(Callable<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    Optional<Thread> outer = enter(thread);
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(loader());
    try {
      return work.call();
    } finally {
      thread.setContextClassLoader(loader);
      leave(outer);
    }
  }

  /** Returns what finds the classes that snippets find; before the first of them, the lab's own. */
  ClassLoader loader() {
    return stopFlag
        .map(flag -> flag.getDeclaringClass().getClassLoader())
        .orElseGet(CellExecutionControl.class::getClassLoader);
  }

  /** Leaves user code for the compiler, which must not be interrupted; returns who was in it. */
  Optional<Thread> suspend() {
    synchronized (lock) {
      Optional<Thread> caller = userThread;
      userThread = Optional.empty();
      return caller;
    }
  }

  /** Returns to user code. */
  void resume(Optional<Thread> caller) {
    synchronized (lock) {
      userThread = caller;
    }
  }

  /** Returns what knows the sources of the classes that have been loaded. */
  LoadedCode code() {
    return code;
  }

  /** Returns whether a class that has been loaded declares something of the given name. */
  boolean declares(String className, String name) {
    try {
      Class<?> type = findClass(className);
      return Stream.of(type.getDeclaredFields(), type.getDeclaredMethods())
              .flatMap(Stream::of)
              .anyMatch(member -> member.getName().equals(name))
          || Stream.of(type.getDeclaredClasses()).anyMatch(c -> c.getSimpleName().equals(name));
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Returns whether the current cell has been stopped. */
  boolean stopped() {
    return stopping;
  }

  /** Returns the value of the snippet that ran last; null if it has none. */
  Object value() {
    return value;
  }

  /** Returns what the snippet that ran last threw. */
  Optional<Throwable> failure() {
    return failure;
  }

  /** Lets the next snippet throw this instead of running. */
  void throwInstead(Throwable thrown) {
    instead = Optional.of(thrown);
  }

  /** Returns whether code of snippets has a part in what was thrown. */
  static boolean hasSnippets(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (Stream.of(t.getStackTrace()).anyMatch(f -> f.getClassName().startsWith("REPL."))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the field behind the variable that JShell asked for last, and forgets it. */
  Optional<Field> takeVariable() {
    Optional<Field> field = lastVariable;
    lastVariable = Optional.empty();
    return field;
  }

  /**
   * Only user code may be interrupted: an interrupt during compilation would close the jar files
   * that the compiler reads, for good.
   */
  private Optional<Thread> enter(Thread thread) {
    synchronized (lock) {
      Optional<Thread> outer = userThread;
      userThread = Optional.of(thread);
      if (stopping) {
        thread.interrupt();
      }
      return outer;
    }
  }

  private void leave(Optional<Thread> outer) {
    synchronized (lock) {
      userThread = outer;
      if (outer.isEmpty() || stopping) {
        Thread.interrupted();
      }
    }
  }

  private void installStopFlag()
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(
        new ClassBytecodes[] {new ClassBytecodes(StopCheck.CLASS_NAME, StopCheck.flagClass())});
    try {
      Class<?> holder = findClass(StopCheck.CLASS_NAME);
      holder.getField(StopCheck.HANDLER).set(null, (Runnable) this::throwIfStopped);
      stopFlag = Optional.of(holder.getField(StopCheck.FLAG));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the class with the stop flag cannot be used", e);
    }
  }

  private void raiseFlag(boolean up) {
    stopFlag.ifPresent(
        flag -> {
          try {
            flag.setBoolean(null, up);
          } catch (IllegalAccessException e) {
            throw new IllegalStateException("the stop flag cannot be set", e);
          }
        });
  }

  /** Threads of other requests, such as comm callbacks, go on. */
  private void throwIfStopped() {
    Optional<RequestScope> mine = CurrentScope.get();
    if (mine.filter(stoppedWork::contains).isPresent()) {
      throw new CellStopped();
    }
    if (!stopping) {
      return;
    }
    if (mine.isEmpty() || stoppedScope.isEmpty() || mine.equals(stoppedScope)) {
      throw new CellStopped();
    }
  }
}
