package org.receptive.engine.kernels.contract;

/**
 * What every implementation of {@link org.receptive.engine.kernels.Kernels} must do. A subclass
 * says which implementation it is about, and inherits every test.
 */
public abstract class KernelsContract
    implements ConvolutionContract,
        PoolingContract,
        PointwiseContract,
        NormalisationContract,
        ArrangingContract,
        FamilyContract,
        BehaviourContract {}
