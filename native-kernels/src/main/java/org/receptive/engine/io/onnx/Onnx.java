package org.receptive.engine.io.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.io.FileBytes;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;

/**
 * ONNX files (Open Neural Network Exchange): read from opset 7 to 24, written as opset 18, with
 * dilated means as opset 19.
 *
 * <p>A file becomes a {@link Network} that runs, prints, draws and traces like any other; its nodes
 * keep their names. A node that no layer of this engine computes becomes an {@link
 * org.receptive.engine.layer.Unsupported} layer: the network can be drawn and read, and running it
 * says which nodes are missing. Of a file with several outputs, the first is the network's; a trace
 * has them all by the names that the file gives them ({@link
 * org.receptive.engine.network.Trace#outputs}).
 */
public final class Onnx {
  private Onnx() {}

  /**
   * Reads a network.
   *
   * @param file the file; tensors that lie in further files must lie in its folder or below
   * @throws DataFileException if the file is missing or broken, its parts do not fit together, it
   *     takes several inputs, or leaves the size of its input open (other than the batch)
   */
  public static Network read(Path file) {
    return read(file, Optional.empty());
  }

  /**
   * Reads a network.
   *
   * @param file the name of the file
   * @throws DataFileException as {@link #read(Path)}
   */
  public static Network read(String file) {
    return read(Path.of(file));
  }

  /**
   * Reads a network whose file leaves the size of its input open.
   *
   * @param file the file
   * @param input the shape of one input, {@code 1 x C x H x W}
   * @throws DataFileException as {@link #read(Path)}
   */
  public static Network read(Path file, Shape input) {
    return read(file, Optional.of(input));
  }

  private static Network read(Path file, Optional<Shape> input) {
    String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
    Optional<Path> folder = Optional.ofNullable(file.toAbsolutePath().getParent());
    ExternalData external = new ExternalData(name, folder);
    return FileBytes.mapped(file, bytes -> read(name, bytes, input, external));
  }

  /**
   * Reads a network from bytes.
   *
   * @param name what messages call it
   * @param bytes an ONNX file
   * @throws DataFileException as {@link #read(Path)}
   */
  public static Network read(String name, byte[] bytes) {
    ExternalData none = new ExternalData(name, Optional.empty());
    return read(name, ByteBuffer.wrap(bytes), Optional.empty(), none);
  }

  private static Network read(
      String name, ByteBuffer bytes, Optional<Shape> input, ExternalData external) {
    OnnxGraph graph = new OnnxFile(name).parse(bytes);
    return new OnnxTranslation(graph, external).translate(input);
  }

  /**
   * Writes a network with its weights, for ONNX Runtime and whatever else reads ONNX. The file's
   * outputs are the network's ({@link Network#outputs}), by their names.
   *
   * @param network a network
   * @param file the file; one of that name is replaced
   * @throws DataFileException if the file cannot be written
   * @throws IllegalArgumentException if ONNX cannot express a layer, or holds no file so large
   * @throws org.receptive.engine.layer.ShapeException if the network's shapes do not fit
   */
  public static void write(Network network, Path file) {
    write(network, file, List.of());
  }

  /**
   * Writes a network with its weights and makes further values outputs of the file, for example
   * those levels of a feature pyramid that a coarser level is made from.
   *
   * @param network a network
   * @param file the file; one of that name is replaced
   * @param outputs names of layers
   * @throws IllegalArgumentException as {@link #write(Network, Path)}, or if there is no such layer
   */
  public static void write(Network network, Path file, List<String> outputs) {
    WrittenModel model = new OnnxExport(network, outputs).model();
    try (OutputStream out = Files.newOutputStream(file)) {
      model.writeTo(out);
    } catch (NoSuchFileException missing) {
      throw new DataFileException(
          file.toString(),
          "there is no folder %s to write to.".formatted(file.toAbsolutePath().getParent()),
          missing);
    } catch (IOException failed) {
      throw new DataFileException(
          file.toString(), "cannot be written: " + failed.getMessage(), failed);
    }
  }

  /**
   * Writes a network with its weights.
   *
   * @param file the name of the file
   * @see #write(Network, Path)
   */
  public static void write(Network network, String file) {
    write(network, Path.of(file));
  }
}
