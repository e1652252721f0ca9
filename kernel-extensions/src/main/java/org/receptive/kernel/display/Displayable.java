package org.receptive.kernel.display;

/** Something that knows its own representations. */
@FunctionalInterface
public interface Displayable {
  /** Returns the representations; called each time it is shown. */
  MimeBundle mimeBundle();
}
