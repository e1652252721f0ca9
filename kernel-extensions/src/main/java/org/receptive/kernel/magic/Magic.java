package org.receptive.kernel.magic;

import java.util.List;

/**
 * A command of the notebook. {@code %name} calls {@link #runLine}, {@code %%name} calls {@link
 * #runCell}; a magic implements the forms that it has and declares them in {@link #description}.
 */
public interface Magic {
  /**
   * How a magic is listed and explained.
   *
   * @param name what follows the percent signs
   * @param usage the ways to call it, one a line, percent signs included
   * @param summary one sentence for the list of magics
   * @param details plain text for {@code %name?}; may be empty
   * @param line whether {@code %name} exists
   * @param cell whether {@code %%name} exists
   */
  record Description(
      String name, String usage, String summary, String details, boolean line, boolean cell) {

    /** A magic that is called as {@code %name}. */
    public static Description ofLine(String name, String usage, String summary, String details) {
      return new Description(name, usage, summary, details, true, false);
    }

    /** A magic that is called as {@code %%name}. */
    public static Description ofCell(String name, String usage, String summary, String details) {
      return new Description(name, usage, summary, details, false, true);
    }
  }

  /** Returns how this magic is listed and explained. */
  Description description();

  /**
   * Runs {@code %name arguments}.
   *
   * @param call the arguments
   * @param context what a magic may do
   * @throws MagicException with a message for the student, shown without a stack trace
   * @throws Exception any other failure, shown with its stack trace
   */
  default void runLine(MagicCall call, MagicContext context) throws Exception {
    throw new MagicException(
        "%"
            + call.name()
            + " is a magic for whole cells: write %%"
            + call.name()
            + " on the first line and its text below.");
  }

  /**
   * Runs {@code %%name arguments} with the text below it.
   *
   * @param call arguments and text
   * @param context what a magic may do
   * @throws MagicException with a message for the student, shown without a stack trace
   * @throws Exception any other failure, shown with its stack trace
   */
  default void runCell(MagicCall call, MagicContext context) throws Exception {
    throw new MagicException(
        "%%" + call.name() + " does not take a cell: write %" + call.name() + " with one sign.");
  }

  /**
   * Returns whether what it gives is shown as well where it stands alone on its line. The lab's own
   * magics show what they have to show themselves.
   */
  default boolean showsItsValue() {
    return false;
  }

  /**
   * Returns texts that may replace the argument being typed, {@code prefix}.
   *
   * @param before arguments that stand before it
   * @param prefix what is typed of it so far
   */
  default List<String> complete(List<String> before, String prefix) {
    return List.of();
  }
}
