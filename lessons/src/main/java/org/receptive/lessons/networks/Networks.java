package org.receptive.lessons.networks;

import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.lessons.trained.CocoSsd;
import org.receptive.lessons.trained.FaceLandmarks;
import org.receptive.lessons.trained.FaceRecognition;
import org.receptive.lessons.trained.FaceSsd;
import org.receptive.lessons.trained.TinyFaceDetector;

/**
 * The networks of the lecture by name: the one place where a notebook asks for them.
 *
 * <p>They are graphs with random weights (seed 42), made for arithmetic, pictures and timing; only
 * {@link #trainedLeNet}, {@link #cocoSsd} and the face networks have learned something. All count
 * biases, and end in the probabilities of the classes unless they say otherwise.
 */
public final class Networks {
  private Networks() {}

  /**
   * The introductory network of slide 6 as far as the slide counts it, with 392,460 parameters.
   *
   * @see IntroNet#upToHiddenLayer()
   */
  public static Network introNet() {
    return IntroNet.upToHiddenLayer();
  }

  /**
   * The introductory network of slide 6 with an output of its own, for 10 classes 394,470
   * parameters.
   *
   * @param classes the number of classes, at least 1
   * @see IntroNet#withOutput
   */
  public static Network introNet(int classes) {
    return IntroNet.withOutput(classes);
  }

  /**
   * LeNet-5 as it is usually rebuilt today, with 61,706 parameters.
   *
   * @see LeNet#remake()
   */
  public static Network leNet5() {
    return LeNet.remake();
  }

  /**
   * LeNet-5 as published in 1998, with 60,000 parameters.
   *
   * @see LeNet#original()
   */
  public static Network leNet5Original() {
    return LeNet.original();
  }

  /**
   * A small relative of LeNet-5 that was trained on MNIST, with 44,426 parameters.
   *
   * @see LeNet#trained()
   */
  public static Network trainedLeNet() {
    return LeNet.trained();
  }

  /**
   * AlexNet with the two groups of the paper, with 60,965,224 parameters.
   *
   * @see AlexNet#grouped()
   */
  public static Network alexNet() {
    return AlexNet.grouped();
  }

  /**
   * AlexNet with every filter seeing every channel, with 62,378,344 parameters.
   *
   * @see AlexNet#oneTower()
   */
  public static Network alexNetOneTower() {
    return AlexNet.oneTower();
  }

  /**
   * VGG-16 with 138,357,544 parameters.
   *
   * @see Vgg#sixteen()
   */
  public static Network vgg16() {
    return Vgg.sixteen();
  }

  /**
   * VGG-19 with 143,667,240 parameters.
   *
   * @see Vgg#nineteen()
   */
  public static Network vgg19() {
    return Vgg.nineteen();
  }

  /**
   * ResNet-18 with projections where shapes change, with 11,689,512 parameters.
   *
   * @see ResNet#eighteen
   */
  public static Network resNet18() {
    return ResNet.eighteen(Shortcut.B);
  }

  /**
   * ResNet-34 with projections where shapes change, with 21,797,672 parameters.
   *
   * @see ResNet#thirtyFour
   */
  public static Network resNet34() {
    return resNet34(Shortcut.B);
  }

  /**
   * ResNet-34 with the shortcuts of the paper's choice.
   *
   * @see ResNet#thirtyFour
   */
  public static Network resNet34(Shortcut shortcut) {
    return ResNet.thirtyFour(shortcut);
  }

  /**
   * The 34 layers of ResNet-34 without shortcuts, with 21,623,848 parameters.
   *
   * @see ResNet#plainThirtyFour()
   */
  public static Network plain34() {
    return ResNet.plainThirtyFour();
  }

  /**
   * ResNet-50 with 25,557,032 parameters, its strides in the 3x3 convolutions as in torchvision.
   *
   * @see ResNet#fifty
   */
  public static Network resNet50() {
    return ResNet.fifty(StridePlacement.MIDDLE_3X3);
  }

  /**
   * ResNet-101 with 44,549,160 parameters, its strides in the 3x3 convolutions.
   *
   * @see ResNet#hundredOne
   */
  public static Network resNet101() {
    return ResNet.hundredOne(StridePlacement.MIDDLE_3X3);
  }

  /**
   * ResNet-152 with 60,192,808 parameters, its strides in the 3x3 convolutions.
   *
   * @see ResNet#hundredFiftyTwo
   */
  public static Network resNet152() {
    return ResNet.hundredFiftyTwo(StridePlacement.MIDDLE_3X3);
  }

  /**
   * DenseNet-121 with 7,978,856 parameters.
   *
   * @see DenseNet#oneHundredTwentyOne()
   */
  public static Network denseNet121() {
    return DenseNet.oneHundredTwentyOne();
  }

  /**
   * DenseNet-169 with 14,149,480 parameters.
   *
   * @see DenseNet#oneHundredSixtyNine()
   */
  public static Network denseNet169() {
    return DenseNet.oneHundredSixtyNine();
  }

  /**
   * DenseNet-201 with 20,013,928 parameters.
   *
   * @see DenseNet#twoHundredOne()
   */
  public static Network denseNet201() {
    return DenseNet.twoHundredOne();
  }

  /**
   * Network in network for CIFAR-10, with 966,986 parameters.
   *
   * @see NetworkInNetwork#cifar10()
   */
  public static Network networkInNetwork() {
    return NetworkInNetwork.cifar10();
  }

  /**
   * The naive inception module of slide 25, with 387,296 parameters.
   *
   * @see Inception#naive()
   */
  public static Network inceptionNaive() {
    return Inception.naive();
  }

  /**
   * The inception module with reductions of slide 26, with 163,696 parameters.
   *
   * @see Inception#reduced()
   */
  public static Network inceptionReduced() {
    return Inception.reduced();
  }

  /**
   * GoogLeNet as it classifies, with 6,998,552 parameters.
   *
   * @see GoogLeNet#forClassifying()
   */
  public static Network googLeNet() {
    return GoogLeNet.forClassifying();
  }

  /**
   * GoogLeNet with both auxiliary heads, with 13,378,280 parameters.
   *
   * @see GoogLeNet#forTraining()
   */
  public static Network googLeNetInTraining() {
    return GoogLeNet.forTraining();
  }

  /**
   * SqueezeNet 1.0 with 1,248,424 parameters.
   *
   * @see SqueezeNet#asPublished()
   */
  public static Network squeezeNet() {
    return SqueezeNet.asPublished();
  }

  /**
   * MobileNet v1 with 4,231,976 parameters.
   *
   * @see MobileNet#v1()
   */
  public static Network mobileNetV1() {
    return MobileNet.v1();
  }

  /**
   * MobileNet v2 with 3,504,872 parameters.
   *
   * @see MobileNet#v2()
   */
  public static Network mobileNetV2() {
    return MobileNet.v2();
  }

  /**
   * COCO-SSD, trained, with 4,488,895 parameters.
   *
   * @see CocoSsd#whole()
   */
  public static Network cocoSsd() {
    return CocoSsd.trained().whole().network();
  }

  /**
   * The tiny face detector of face-api.js, trained, with 193,321 parameters.
   *
   * @see TinyFaceDetector#trained()
   */
  public static Network tinyFaceDetector() {
    return TinyFaceDetector.trained().network();
  }

  /**
   * The face detector of face-api.js on MobileNet v1, trained, with 5,525,127 parameters.
   *
   * @see FaceSsd#trained()
   */
  public static Network faceSsd() {
    return FaceSsd.trained().trained().network();
  }

  /**
   * The 68 points of a face, trained, with 356,840 parameters.
   *
   * @see FaceLandmarks#trained
   */
  public static Network faceLandmarks() {
    return FaceLandmarks.trained(FaceLandmarks.Size.FULL).network();
  }

  /**
   * The 68 points of a face by a smaller network, trained, with 77,224 parameters.
   *
   * @see FaceLandmarks#trained
   */
  public static Network faceLandmarksTiny() {
    return FaceLandmarks.trained(FaceLandmarks.Size.TINY).network();
  }

  /**
   * dlib's face recogniser, trained, with 5,614,592 parameters.
   *
   * @see FaceRecognition#trained()
   */
  public static Network faceRecognition() {
    return FaceRecognition.trained().network();
  }

  /** The 1x1 convolution of slide 23: 192 channels to 32 on 28x28, with 6,176 parameters. */
  public static Network pointwise() {
    return Network.builder("1x1 convolution", Shape.of(1, 192, 28, 28)).conv("1x1", 32, 1).build();
  }
}
