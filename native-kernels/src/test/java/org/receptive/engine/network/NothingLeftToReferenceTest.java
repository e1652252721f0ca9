package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.cpp.CppKernels;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.kernels.vector.VectorKernels;
import org.receptive.engine.layer.Activation.Elementary;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.layer.Unsupported;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** The fast kernels compute every kind of layer themselves, alone and in a network. */
class NothingLeftToReferenceTest {
  private static final Workers WORKERS = new Workers(2);

  /** Kernels that note what is left to them, and have the reference loops compute it. */
  private static Kernels noting(List<String> left) {
    Kernels reference = new ReferenceKernels();
    return (Kernels)
        Proxy.newProxyInstance(
            Kernels.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, method, arguments) -> {
              left.add(method.getName());
              return method.invoke(reference, arguments);
            });
  }

  private static Map<String, Function<Kernels, Kernels>> makers() {
    Map<String, Function<Kernels, Kernels>> makers = new LinkedHashMap<>();
    makers.put("vector", others -> VectorKernels.on(WORKERS, others));
    try {
      CppKernels.instructionSets()
          .forEach(set -> makers.put("cpp, " + set, others -> CppKernels.of(set, WORKERS, others)));
    } catch (KernelsUnavailableException missing) {
      System.out.printf("NOT TESTED: the C++ kernels cannot run here: %s%n", missing.getMessage());
    }
    return makers;
  }

  /**
   * A network of one layer, and of those with two inputs, of two: the image and what it is made of.
   */
  private static List<Network> networks() {
    List<Network> networks = new ArrayList<>();
    EveryLayer.LAYERS.forEach(layer -> networks.add(EveryLayer.network(layer)));
    for (Elementary.Function function : Elementary.Function.values()) {
      networks.add(EveryLayer.network(new Elementary(function)));
    }
    for (var convention : LocalResponseNorm.AlphaConvention.values()) {
      networks.add(EveryLayer.network(new LocalResponseNorm(4, 0.4f, 0.6f, 1.5f, convention)));
    }
    networks.add(Network.builder("linear", EveryLayer.IMAGE).flatten().linear("first", 7).build());
    networks.add(
        Network.builder("products", EveryLayer.IMAGE)
            .add("turned", Transpose.of(0, 1, 3, 2))
            .add("first", MatMul.ofInputs(), Network.INPUT, "turned")
            .build());
    for (boolean largest : new boolean[] {true, false}) {
      // Long lines of few different values: equal ones come in their order.
      networks.add(
          Network.builder("long", Shape.of(1, 3, 400))
              .add("whole", new Elementary(Elementary.Function.ROUND))
              .add("first", new TopK(-1, 20, largest, true))
              .build());
    }
    for (Arithmetic.Operation operation : Arithmetic.Operation.values()) {
      networks.add(two(Arithmetic.of(operation)));
    }
    for (Layer joining : List.of(new Add(), new Concat(), new Concat(2))) {
      networks.add(two(joining));
    }
    return networks;
  }

  private static Network two(Layer layer) {
    return Network.builder("two", EveryLayer.IMAGE)
        .relu()
        .add("first", layer, Network.INPUT, "relu1")
        .build();
  }

  @TestFactory
  Stream<DynamicTest> noLayerIsLeftToTheReferenceLoops() {
    return makers().entrySet().stream()
        .map(
            each ->
                dynamicTest(each.getKey(), () -> nothingIsLeft(each.getKey(), each.getValue())));
  }

  private static void nothingIsLeft(String name, Function<Kernels, Kernels> maker) {
    List<String> left = new ArrayList<>();
    Kernels kernels = maker.apply(noting(left));
    TreeSet<String> faults = new TreeSet<>();
    for (Network network : networks()) {
      Tensor input = Tensor.uniform(network.inputShape().withBatch(2), 0.1, 2, 5);
      Trace right = network.run(input, new ReferenceKernels());
      Tensor expected = right.output();
      Node node = network.outputNode();
      Tensor alone =
          kernels.apply(
              node.layer(),
              network.parameters(node.name()),
              node.inputs().stream().map(right.activations()::get).toList());
      Outputs.assertAlike(Map.of(node.layer() + "", expected), Map.of(node.layer() + "", alone));
      try (Inference inference = network.inference(kernels)) {
        Tensor run = inference.run(input);
        Outputs.assertAlike(Map.of(node.layer() + "", expected), Map.of(node.layer() + "", run));
        assertEquals(run, inference.run(input), "the same bits every time: " + node.layer());
      }
      left.forEach(each -> faults.add(node.layer() + ": " + each));
      left.clear();
    }
    assertEquals(new TreeSet<>(), faults, name);
  }

  @Test
  void everyKindOfLayerIsTried() {
    List<String> kinds =
        networks().stream().map(network -> network.outputNode().layer().kind()).toList();
    for (Class<?> layer : Layer.class.getPermittedSubclasses()) {
      boolean known = layer.isInterface() || layer == Unsupported.class;
      assertTrue(known || kinds.contains(layer.getSimpleName()), layer::getSimpleName);
    }
  }
}
