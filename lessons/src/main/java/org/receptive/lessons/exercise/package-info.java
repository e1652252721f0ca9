/** Exercises with checks that diagnose, predictions, and the student they are made for. */
package org.receptive.lessons.exercise;
