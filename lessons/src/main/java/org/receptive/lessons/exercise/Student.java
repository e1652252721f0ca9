package org.receptive.lessons.exercise;

import java.util.SplittableRandom;

/**
 * Whose numbers an exercise has: every student gets other ones, always the same.
 *
 * @param name any text: a name, a number, a user
 */
public record Student(String name) {
  /** The system property that names the student. */
  public static final String PROPERTY = "receptive.student";

  /** The environment variable that names the student where the property does not. */
  public static final String VARIABLE = "RECEPTIVE_STUDENT";

  /** Whose numbers stand in the notebooks as they are published. */
  public static final String DEFAULT = "lecture";

  /**
   * The student of this JVM: the property {@value #PROPERTY}, else the environment variable {@value
   * #VARIABLE}, else {@value #DEFAULT}.
   */
  public static Student current() {
    String fallback = System.getenv().getOrDefault(VARIABLE, DEFAULT);
    String name = System.getProperty(PROPERTY, fallback);
    return new Student(name.isBlank() ? DEFAULT : name.strip());
  }

  /** The number that stands for the name; the same on every machine. */
  public long seed() {
    long hash = 1125899906842597L;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + name.charAt(i);
    }
    return hash;
  }

  /** The student's own stream of random numbers for one exercise. */
  SplittableRandom random(String exercise) {
    return new SplittableRandom(seed() ^ new Student(exercise).seed() * 0x9E3779B97F4A7C15L);
  }
}
