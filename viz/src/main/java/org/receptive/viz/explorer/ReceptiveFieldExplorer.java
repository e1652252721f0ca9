package org.receptive.viz.explorer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.ReceptiveField;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.PagePart;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.layer.ReceptiveFieldOnPhoto;

/**
 * What one value of a layer sees of a photo, with a menu of layers and sliders for the value's row
 * and column, in the page and without a kernel. Where the network is a chain, the numbers of its
 * windows can be changed, too, and everything behind follows. Where scripts do not run it is the
 * picture of the value that it starts with.
 *
 * @param start the value that it starts with
 */
public record ReceptiveFieldExplorer(ReceptiveFieldOnPhoto start) implements Figure {
  private static final float QUALITY = 0.85f;

  @Override
  public String title() {
    return start.figure().title();
  }

  @Override
  public String description() {
    return start.figure().description();
  }

  @Override
  public String text() {
    return start.figure().text();
  }

  @Override
  public Scene scene() {
    return start.figure().scene();
  }

  /** The layers that a value can be chosen from: those with a window and a map. */
  private List<LayerStatistics> layers() {
    return start.network().knownStatistics().values().stream()
        .filter(known -> known.node().layer().asWindow().isPresent() && known.output().isImage())
        .toList();
  }

  /** Whether every layer's map follows from the one before by its window alone. */
  private boolean isChain(List<LayerStatistics> windows) {
    String last = Network.INPUT;
    for (LayerStatistics known : start.network().knownStatistics().values()) {
      Layer layer = known.node().layer();
      boolean slides = windows.contains(known) && !(layer instanceof ConvTranspose2d);
      boolean passes = known.output().equals(known.inputs().getFirst());
      if (!known.node().inputs().equals(List.of(last)) || !(slides || passes)) {
        return false;
      }
      if (known.equals(windows.getLast())) {
        return true;
      }
      last = known.node().name();
    }
    return false;
  }

  @Override
  public String html() {
    Shape input = start.network().inputShape();
    List<LayerStatistics> layers = layers();
    JsonObject data = new JsonObject();
    data.addProperty("network", start.network().name());
    data.addProperty("height", input.height());
    data.addProperty("width", input.width());
    data.addProperty("photo", jpeg(start.image()));
    boolean editable = isChain(layers);
    data.addProperty("editable", editable);
    JsonArray list = new JsonArray();
    int chosen = 0;
    for (LayerStatistics layer : layers) {
      if (layer.node().name().equals(start.layerName())) {
        chosen = list.size();
      }
      list.add(json(layer, editable));
    }
    data.add("layers", list);
    data.addProperty("layer", chosen);
    data.addProperty("row", start.row());
    data.addProperty("column", start.column());
    String script =
        PagePart.scripts(getClass(), "window-axis.js", "controls.js", "receptive-field.js");
    return new PagePart("data-receptive-field", staticHtml(), data.toString(), script).html();
  }

  private static JsonObject json(LayerStatistics layer, boolean editable) {
    JsonObject json = new JsonObject();
    json.addProperty("name", layer.node().name());
    json.addProperty("rows", layer.output().height());
    json.addProperty("columns", layer.output().width());
    json.add("vertical", json(layer.receptiveField().height()));
    json.add("horizontal", json(layer.receptiveField().width()));
    if (editable) {
      Window window = layer.node().layer().asWindow().orElseThrow();
      Shape input = layer.inputs().getFirst();
      JsonArray axes = new JsonArray();
      axes.add(json(window.alongHeight(input.height())));
      axes.add(json(window.alongWidth(input.width())));
      json.add("window", axes);
      json.addProperty("pool", !(layer.node().layer() instanceof Conv2d));
    }
    return json;
  }

  private static JsonObject json(ReceptiveField.Axis axis) {
    JsonObject json = new JsonObject();
    json.addProperty("first", axis.first());
    json.addProperty("last", axis.last());
    json.addProperty("jump", axis.jump());
    return json;
  }

  private static JsonObject json(WindowAxis axis) {
    JsonObject json = new JsonObject();
    json.addProperty("kernel", axis.kernel());
    json.addProperty("stride", axis.stride());
    json.addProperty("padBefore", axis.padBefore());
    json.addProperty("padAfter", axis.padAfter());
    json.addProperty("dilation", axis.dilation());
    json.addProperty("ceilMode", axis.ceilMode());
    return json;
  }

  /** A photo takes a tenth of the bytes as JPEG, and nothing is measured on it. */
  private static String jpeg(BufferedImage photo) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.write(null, new IIOImage(photo, null, null), quality);
    } catch (IOException e) {
      throw new UncheckedIOException("a photo in memory cannot be written", e);
    } finally {
      writer.dispose();
    }
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @Override
  public String toString() {
    return text();
  }
}
