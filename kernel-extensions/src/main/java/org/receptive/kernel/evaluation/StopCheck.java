package org.receptive.kernel.evaluation;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes user code stoppable: every method entry and every backward jump first looks at a flag. The
 * flag lives in a class of its own beside the user's classes; when it is up, {@code onStop} decides
 * whether the current thread belongs to the stopped cell.
 */
final class StopCheck {
  /** Binary name of the class that holds the flag. */
  static final String CLASS_NAME = "REPL.$StopCheck$";

  /** Name of its static volatile boolean. */
  static final String FLAG = "stopping";

  /** Name of its static {@link Runnable}, called while the flag is up. */
  static final String HANDLER = "onStop";

  private static final String METHOD = "check";
  private static final ClassDesc OWNER = ClassDesc.of(CLASS_NAME);
  private static final ClassDesc RUNNABLE = ClassDesc.of(Runnable.class.getName());
  private static final MethodTypeDesc NO_ARGUMENTS = ConstantDescs.MTD_void;

  private StopCheck() {}

  /** Returns the bytes of the class with the flag. */
  static byte[] flagClass() {
    int shared = ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC;
    return ClassFile.of()
        .build(
            OWNER,
            type ->
                type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                    .withField(FLAG, ConstantDescs.CD_boolean, shared | ClassFile.ACC_VOLATILE)
                    .withField(HANDLER, RUNNABLE, shared | ClassFile.ACC_VOLATILE)
                    .withMethodBody(METHOD, NO_ARGUMENTS, shared, StopCheck::check));
  }

  /**
   * Returns class files with the checks woven in.
   *
   * <p>Where two ways through a method meet, its new class file has to say which class the values
   * on both have in common: that may be one of the snippets' own, or of a library's.
   *
   * @param classFiles classes that are loaded together
   * @param loader finds the classes that they refer to
   */
  static List<byte[]> weave(List<byte[]> classFiles, ClassLoader loader) {
    Map<ClassDesc, byte[]> together = new HashMap<>();
    for (byte[] classFile : classFiles) {
      together.put(ClassFile.of().parse(classFile).thisClass().asSymbol(), classFile);
    }
    ClassHierarchyResolver classes =
        ClassHierarchyResolver.ofResourceParsing(
                name ->
                    together.containsKey(name)
                        ? new ByteArrayInputStream(together.get(name))
                        : null)
            .orElse(ClassHierarchyResolver.ofClassLoading(loader))
            .orElse(ClassHierarchyResolver.defaultResolver())
            .cached();
    ClassFile format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(classes));
    ClassTransform checks =
        ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Weaver::new));
    return classFiles.stream().map(c -> format.transformClass(format.parse(c), checks)).toList();
  }

  private static void check(CodeBuilder code) {
    code.getstatic(OWNER, FLAG, ConstantDescs.CD_boolean)
        .ifThen(
            stopping ->
                stopping
                    .getstatic(OWNER, HANDLER, RUNNABLE)
                    .invokeinterface(RUNNABLE, "run", NO_ARGUMENTS))
        .return_();
  }

  /** A jump is backward if its label has been passed. */
  private static final class Weaver implements CodeTransform {
    private final Set<Label> passed = new HashSet<>();

    @Override
    public void atStart(CodeBuilder code) {
      code.invokestatic(OWNER, METHOD, NO_ARGUMENTS);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
      } else if (element instanceof BranchInstruction jump && passed.contains(jump.target())) {
        code.invokestatic(OWNER, METHOD, NO_ARGUMENTS);
      }
      code.with(element);
    }
  }
}
