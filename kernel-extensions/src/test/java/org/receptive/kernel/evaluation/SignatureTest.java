package org.receptive.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignatureTest {
  @Test
  void signaturesAreReadAsJShellWritesThem() {
    assertEquals(
        new Signature("a.b.Plan", "size", Optional.of(List.of("int", "Padding", "String[]"))),
        Signature.parse("a.b.Size a.b.Plan.size(int input, a.b.Padding padding, String... more)"));
    assertEquals(
        new Signature("w.Interactions", "interact", Optional.of(List.of("Control", "Of1"))),
        Signature.parse(
            "w.I w.Interactions.<A, B>interact(w.Control<A> a, w.Interact.Of1<A,B> d)"));
    assertEquals(
        new Signature("Networks", "leNet5", Optional.of(List.of())),
        Signature.parse("org.Network Networks.leNet5()"));
    assertEquals(
        new Signature("a.b", "Shape", Optional.of(List.of("int[]"))),
        Signature.parse("a.b.Shape(int... sizes)"));
    assertEquals(new Signature("a.b", "Shape", Optional.empty()), Signature.parse("a.b.Shape"));
    assertEquals(new Signature("a.B", "MAX", Optional.empty()), Signature.parse("int a.B.MAX"));
  }
}
