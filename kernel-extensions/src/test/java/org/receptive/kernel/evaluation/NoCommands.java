package org.receptive.kernel.evaluation;

/** For cells without magics. */
final class NoCommands implements CellRunner.Commands {
  @Override
  public void run(CellPart.LineMagic magic) {
    throw new AssertionError(magic);
  }

  @Override
  public void run(CellPart.CellMagic magic) {
    throw new AssertionError(magic);
  }

  @Override
  public void answer(CellPart.Question question) {
    throw new AssertionError(question);
  }
}
