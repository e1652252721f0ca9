package org.receptive.kernel.interpreter;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.kernel.interpreter.Owners.Owner;

/**
 * Finds out what expressions mean, and how to compute them. Nothing runs meanwhile: what turns out
 * not to be plain can still go to the compiler.
 */
final class Attribution {
  private final Scope scope;
  private final Names names;
  private final Owners owners;
  private final Invocations invocations;
  private final Kinds kinds = new Kinds();

  Attribution(Scope scope, Names names) {
    this.scope = scope;
    this.names = names;
    this.owners = new Owners(scope, names, this);
    this.invocations = new Invocations(scope, names, owners, this);
  }

  /**
   * Returns what an expression means.
   *
   * @throws NotPlain if that is beyond the interpreter, or is not Java
   */
  Node of(Expression expression) {
    return expression.accept(kinds);
  }

  /** What to do for each kind of expression. */
  private final class Kinds implements Expression.Visitor<Node> {
    @Override
    public Node visit(Expression.Literal literal) {
      Object constant = literal.value().orElse(null);
      return literal.type() == Types.Null.class
          ? Node.of(Types.Null.class, p -> constant).from(Nulls.Source.nothing())
          : Node.constant(literal.type(), Constancy.YES, p -> constant);
    }

    @Override
    public Node visit(Expression.Name name) {
      return variable(name.name());
    }

    @Override
    public Node visit(Expression.Member member) {
      return member(member);
    }

    @Override
    public Node visit(Expression.Element element) {
      return Arrays.element(of(element.array()), of(element.index()), element.line());
    }

    @Override
    public Node visit(Expression.Call call) {
      return invocations.of(call);
    }

    @Override
    public Node visit(Expression.Creation creation) {
      return invocations.of(creation);
    }

    @Override
    public Node visit(Expression.ArrayOfLength array) {
      return Arrays.ofLength(names.type(array.type()), of(array.length()), array.line());
    }

    @Override
    public Node visit(Expression.ArrayOf array) {
      return arrayOf(array);
    }

    @Override
    public Node visit(Expression.Unary unary) {
      return Operators.unary(unary.sign(), of(unary.operand()), unary.line());
    }

    @Override
    public Node visit(Expression.Binary binary) {
      return Operators.binary(of(binary.left()), binary.sign(), of(binary.right()), binary.line());
    }

    @Override
    public Node visit(Expression.Cast cast) {
      return cast(names.type(cast.type()), of(cast.operand()), cast.line());
    }

    @Override
    public Node visit(Expression.Assignment assignment) {
      return assignment(assignment);
    }

    @Override
    public Node visit(Expression.ElementAssignment assignment) {
      return elementAssignment(assignment);
    }

    @Override
    public Node visit(Expression.Step step) {
      return step(step);
    }
  }

  /** Returns a value as the type of what it is assigned to has it (JLS 5.2). */
  Node.Code assigned(Node value, Class<?> to, int line) {
    if (value.type().isGeneric() && value.erased() != to
        || !Types.isConvertible(value.erased(), to)) {
      throw new NotPlain("a value that is not simply assigned");
    }
    return value.as(to, line);
  }

  private Scope.Variable known(String name) {
    if (scope.variable(name) instanceof Scope.Meaning.Known known) {
      return known.variable();
    }
    throw new NotPlain("nothing called " + name + " that is plain");
  }

  private Node variable(String name) {
    Scope.Variable variable = known(name);
    return Node.of(variable.type(), p -> variable.get()).from(Nulls.Source.variable(name));
  }

  private Node member(Expression.Member member) {
    Owner owner = owners.of(member.target());
    if (owner instanceof Owner.Type type) {
      return field(type.type(), Optional.empty(), member);
    }
    Node value = ((Owner.Value) owner).node();
    return value.erased().isArray() && member.name().equals("length")
        ? Arrays.length(value, member.line())
        : field(value.erased(), Optional.of(value), member);
  }

  private Node field(Class<?> type, Optional<Node> target, Expression.Member member) {
    try {
      Members.refuseHidden(type, member.name());
      Field field = type.getField(member.name());
      boolean isStatic = Modifier.isStatic(field.getModifiers());
      if (isStatic == target.isPresent()
          || !Types.isAccessible(type)
          || !Types.isAccessible(field.getDeclaringClass())) {
        throw new NotPlain("the field " + member.name());
      }
      StaticType fieldType = new StaticType(field.getGenericType());
      if (isStatic) {
        Optional<Nulls.Source> source = Optional.of(Nulls.Source.staticField(type, member.name()));
        field.trySetAccessible(); // It is accessible: that need not be found out at every reading.
        return new Node(fieldType, Members.constancy(field), source, p -> field.get(null));
      }
      Node owner = target.orElseThrow();
      String message = Nulls.message("Cannot read field \"" + member.name() + "\"", owner.source());
      return Node.of(
              fieldType,
              p -> field.get(Nulls.check(owner.code().run(p), message, p, member.line())))
          .from(Nulls.Source.field(owner.source(), member.name()));
    } catch (NoSuchFieldException e) {
      throw new NotPlain("no field " + member.name());
    }
  }

  List<Node> all(List<Expression> expressions) {
    List<Node> nodes = new ArrayList<>();
    expressions.forEach(e -> nodes.add(of(e)));
    return nodes;
  }

  private Node arrayOf(Expression.ArrayOf array) {
    Class<?> type = names.type(array.type());
    List<Node.Code> codes = new ArrayList<>();
    array.elements().forEach(e -> codes.add(assigned(of(e), type, e.line())));
    return Node.of(
        type.arrayType(),
        position -> {
          Object made = Array.newInstance(type, codes.size());
          for (int i = 0; i < codes.size(); i++) {
            Array.set(made, i, codes.get(i).run(position));
          }
          return made;
        });
  }

  private static Node cast(Class<?> to, Node value, int line) {
    Class<?> from = value.erased();
    if (from == to && (to.isPrimitive() || to == String.class)) {
      return value;
    }
    boolean numbers = from.isPrimitive() && Types.isNumeric(from) && Types.isNumeric(to);
    if (to.isPrimitive() && numbers) {
      Node.Code code = value.code();
      return Node.constant(to, value.constant(), p -> Types.convert(code.run(p), to));
    }
    if (!Types.isConvertible(from, to) || value.type().isGeneric()) {
      throw new NotPlain("a cast that may fail");
    }
    boolean sameObject = !from.isPrimitive() && !to.isPrimitive();
    return new Node(
        new StaticType(to),
        Constancy.NO,
        sameObject ? value.source() : Optional.empty(),
        value.as(to, line));
  }

  private Node assignment(Expression.Assignment assignment) {
    Scope.Variable variable = known(assignment.name());
    int line = assignment.line();
    Node value = of(assignment.value());
    Class<?> type = variable.type().erased();
    if (variable.type().isGeneric()) {
      throw new NotPlain("an assignment to a variable with type arguments");
    }
    Node.Code code = combined(variable(assignment.name()), assignment.sign(), value, type, line);
    return Node.of(
        variable.type(),
        position -> {
          Object result = code.run(position);
          variable.set(result);
          return result;
        });
  }

  /** The value that {@code =} or a compound such as {@code +=} gives (JLS 15.26). */
  private Node.Code combined(
      Node current, Optional<String> sign, Node value, Class<?> type, int line) {
    if (sign.isEmpty()) {
      return assigned(value, type, line);
    }
    Node computed = Operators.binary(current, sign.get(), value, line);
    boolean number =
        type.isPrimitive() && Types.isNumeric(type) && Types.isNumeric(computed.erased());
    return number ? cast(type, computed, line).code() : assigned(computed, type, line);
  }

  private Node elementAssignment(Expression.ElementAssignment assignment) {
    Expression.Element element = assignment.element();
    Node value = of(assignment.value());
    int line = assignment.line();
    Node array = of(element.array());
    Class<?> boxes = array.erased().isArray() ? array.erased().getComponentType() : void.class;
    if (assignment.sign().isPresent() && Types.unboxed(boxes) != boxes) {
      throw new NotPlain("arithmetic on a box in an array, of which the JVM says no names");
    }
    return Arrays.assignment(
        array,
        of(element.index()),
        old -> Node.of(old.type(), combined(old, assignment.sign(), value, old.erased(), line)),
        assignment.sign().isPresent(),
        line);
  }

  private Node step(Expression.Step step) {
    Scope.Variable variable = known(step.name());
    Class<?> type = variable.type().erased();
    if (!type.isPrimitive() || !Types.isNumeric(type)) {
      throw new NotPlain("a step of something that is no number");
    }
    Class<?> promoted = Types.promoted(type, int.class);
    boolean narrow = type != promoted;
    Arithmetic.Operation operation = Arithmetic.operation(promoted, step.up() ? "+" : "-");
    Object one = Types.convert(1, promoted);
    return Node.of(
        type,
        p -> {
          Object before = variable.get();
          Object sum = operation.of(narrow ? Types.convert(before, promoted) : before, one);
          Object after = narrow ? Types.convert(sum, type) : sum;
          variable.set(after);
          return step.before() ? after : before;
        });
  }
}
