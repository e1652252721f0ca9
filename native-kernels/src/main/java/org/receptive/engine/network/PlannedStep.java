package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Step;

/** A step while a network is planned. */
final class PlannedStep {
  private final List<String> nodes = new ArrayList<>();
  private final Operation operation;
  private final List<PlannedValue> inputs;
  private final PlannedValue output;
  private Epilogue epilogue = Epilogue.NONE;
  private double estimate;

  PlannedStep(Operation operation, List<PlannedValue> inputs, PlannedValue output) {
    this.operation = operation;
    this.inputs = new ArrayList<>(inputs);
    this.output = output;
  }

  PlannedStep of(List<String> names) {
    nodes.addAll(names);
    return this;
  }

  PlannedStep then(Epilogue end) {
    epilogue = end;
    return this;
  }

  PlannedStep taking(double nanos) {
    estimate = nanos;
    return this;
  }

  List<PlannedValue> inputs() {
    return inputs;
  }

  PlannedValue output() {
    return output;
  }

  Step placed() {
    return new Step(
        nodes,
        operation,
        inputs.stream().map(PlannedValue::placement).toList(),
        output.placement(),
        epilogue,
        estimate);
  }

  /** The step that has a name, for messages. */
  Optional<String> node() {
    return nodes.isEmpty() ? Optional.empty() : Optional.of(nodes.getLast());
  }
}
