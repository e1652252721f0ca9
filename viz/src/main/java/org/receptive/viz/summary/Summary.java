package org.receptive.viz.summary;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Memory;
import org.receptive.viz.arithmetic.LayerCost.Work;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Scene;
import tech.tablesaw.api.Table;

/**
 * A network as a table, with its parameters and its work as bars beneath. A network whose shapes do
 * not fit is summed up as far as they do, and the error is said.
 *
 * @param network the network
 * @param work how work is counted
 */
public record Summary(Network network, Work work) implements Figure {

  /** The summary of {@code network}; work counts multiply-accumulates. */
  public static Summary of(Network network) {
    return new Summary(network, Work.MACS);
  }

  /** The same with work counted in FLOPs, two for each multiply-accumulate. */
  public Summary flops() {
    return new Summary(network, Work.FLOPS);
  }

  /** The layers whose shapes are known, in order. */
  public List<LayerStatistics> layers() {
    return List.copyOf(network.knownStatistics().values());
  }

  /** Trainable parameters, shared ones once. */
  public long parameters() {
    return layers().stream().mapToLong(LayerStatistics::parameters).sum();
  }

  /** Work of one image, in the unit of {@link #work}. */
  public long operations() {
    return layers().stream().mapToLong(this::operations).sum();
  }

  /** Work of one layer on one image. */
  long operations(LayerStatistics layer) {
    return layer.macs() * work.perMac();
  }

  /** Bytes of all activations of one image. */
  public long activationBytes() {
    return layers().stream().mapToLong(LayerStatistics::activationBytes).sum();
  }

  /** The table to compute with: one row a layer, counts as numbers, no row of totals. */
  public Table table() {
    Table table = Table.create(network.name());
    for (SummaryColumn column : SummaryColumn.values()) {
      table.addColumns(column.values(this));
    }
    return table;
  }

  @Override
  public String title() {
    return network.name();
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%s: %d layers, %,d parameters, %,d %s for one image of %s.",
        network.name(),
        layers().size(),
        parameters(),
        operations(),
        work.unit(),
        network.inputShape().perImage());
  }

  /** What is counted how. */
  public String convention() {
    return String.format(
        Locale.ROOT,
        "Input %s, one image. Parameters: trainable, biases counted, shared weights once. %s:"
            + " convolutions and fully connected layers, biases not counted%s. Memory: outputs as"
            + " float32, %s = %s in all. Sees: receptive field in input pixels.",
        network.inputShape().perImage(),
        work.unit(),
        work == Work.FLOPS ? ", 1 MAC = 2 FLOPs" : ", 1 MAC = 1 multiplication and addition",
        Memory.binary(activationBytes()),
        Memory.decimal(activationBytes()));
  }

  /** What is wrong with the shapes, or nothing. */
  String error() {
    return network.shapeError().map(ShapeException::getMessage).orElse("");
  }

  @Override
  public Scene scene() {
    return new CostStrips(this).scene();
  }

  @Override
  public String text() {
    return SummaryTable.text(this);
  }

  @Override
  public String html() {
    return SummaryTable.html(this) + staticHtml();
  }

  @Override
  public String toString() {
    return text();
  }
}
