/** What every implementation of the kernels must do: one contract, in chapters. */
package org.receptive.engine.kernels.contract;
