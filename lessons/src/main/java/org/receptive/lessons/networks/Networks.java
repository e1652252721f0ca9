package org.receptive.lessons.networks;

import org.receptive.engine.network.Network;

/**
 * The networks of the lecture by name: the one place where a notebook asks for them.
 *
 * <p>They are graphs with random weights (seed 42), made for arithmetic, pictures and timing; only
 * {@link #trainedLeNet} has learned something. All count biases, and end in the probabilities of
 * the classes unless they say otherwise.
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
}
