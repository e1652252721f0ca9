package org.receptive.lessons.exercise;

/** The exercises of the notebooks by name, with the numbers of the current student. */
public final class Exercises {
  private Exercises() {}

  /** A drill beside notebook 1: the size of an output where the division is not even. */
  public static NumberExercise outputSize() {
    return ReviewExercises.outputSize(Student.current());
  }

  /** Notebook 1: every kernel, stride and padding that gives 14. */
  public static NumberExercise windowsGiving14() {
    return WayBackExercise.of(Student.current());
  }

  /** Notebook 1: the parameters of a convolution. */
  public static NumberExercise convolutionParameters() {
    return ReviewExercises.convolutionParameters(Student.current());
  }

  /** Notebook 1: a convolution in loops of one's own. */
  public static LoopExercise<Convolution> ownConvolution() {
    return ReviewExercises.ownConvolution(Student.current());
  }

  /** Notebook 2: the parameters of LeNet's first fully connected layer for another input. */
  public static NumberExercise firstFullyConnected() {
    return ClassicNetworkExercises.firstFullyConnected(Student.current());
  }

  /** Notebook 2: the multiply-accumulates of a layer of a VGG. */
  public static NumberExercise multiplyAccumulates() {
    return ClassicNetworkExercises.multiplyAccumulates(Student.current());
  }

  /** Notebook 2: max pooling in loops of one's own. */
  public static LoopExercise<Pooling> ownMaxPooling() {
    return ClassicNetworkExercises.ownMaxPooling(Student.current());
  }

  /** Notebook 3: the parameters of a residual block that halves its maps. */
  public static NumberExercise halvingBlock() {
    return ResidualExercises.halvingBlock(Student.current());
  }

  /** Notebook 3: a residual block in loops of one's own. */
  public static LoopExercise<Convolution> ownResidualBlock() {
    return ResidualExercises.ownResidualBlock(Student.current());
  }

  /** Notebook 3: the multiply-accumulates of a bottleneck. */
  public static NumberExercise bottleneck() {
    return ResidualExercises.bottleneck(Student.current());
  }

  /** Notebook 4: the channels that a dense block gives. */
  public static NumberExercise denseBlock() {
    return DenseInceptionExercises.denseBlock(Student.current());
  }

  /** Notebook 4: what the 1x1 convolution before a 5x5 saves. */
  public static NumberExercise reducedBranch() {
    return DenseInceptionExercises.reducedBranch(Student.current());
  }

  /** Notebook 4: what global average pooling saves. */
  public static NumberExercise globalAveragePooling() {
    return DenseInceptionExercises.globalAveragePooling(Student.current());
  }

  /** Notebook 5: windows as columns of a matrix, in loops of one's own. */
  public static LoopExercise<Unrolling> ownIm2col() {
    return SpeedExercises.ownIm2col(Student.current());
  }

  /** Notebook 5: the numbers in the matrix of all windows. */
  public static NumberExercise im2colSize() {
    return SpeedExercises.im2colSize(Student.current());
  }

  /** Notebook 5: the products that Winograd's algorithm needs. */
  public static NumberExercise winogradProducts() {
    return SpeedExercises.winogradProducts(Student.current());
  }
}
