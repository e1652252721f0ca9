package org.receptive.kernel.magic;

import java.util.List;

/** Brings magics. Found with {@link java.util.ServiceLoader}, the first time a magic is used. */
public interface MagicProvider {
  /** Returns the magics of this provider. */
  List<Magic> magics();
}
