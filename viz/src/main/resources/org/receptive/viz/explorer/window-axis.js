/* The arithmetic of a sliding window along one axis, word for word as the engine's WindowAxis. */
function ShapeError(message) { this.message = message; }

function need(holds, what, given, expected) {
  if (!holds) throw new ShapeError(what + ' is ' + given + ', but must be ' + expected + '.');
}

function windowAxis(input, kernel, stride, padBefore, padAfter, dilation, ceilMode) {
  var crop = '0 or more; to cut the input, crop it first';
  need(input >= 1, 'the input size', input, 'at least 1');
  need(kernel >= 1, 'the kernel size', kernel, 'at least 1');
  need(stride >= 1, 'the stride', stride, 'at least 1: the window would never move');
  need(padBefore >= 0, 'the padding', padBefore, crop);
  need(padAfter >= 0, 'the padding', padAfter, crop);
  need(dilation >= 1, 'the dilation', dilation, 'at least 1 (1 means a dense kernel)');
  var extent = dilation * (kernel - 1) + 1;
  var padded = input + padBefore + padAfter;
  if (padded > 2147483647) {
    throw new ShapeError('the padded input is too large: ' + input + ' + padding ' + padBefore +
      ' + ' + padAfter + ' = ' + padded + '.');
  }
  var hangsOver = ceilMode && extent - padded < stride;
  if (extent > padded && !hangsOver) {
    throw new ShapeError('kernel ' + kernel + (dilation === 1 ? '' : ' with dilation ' + dilation) +
      ' does not fit the padded input: input ' + input + ' + padding ' + padBefore + ' + ' +
      padAfter + ' = ' + padded + ', which is less than ' +
      (dilation === 1 ? kernel : dilation + ' x (' + kernel + ' - 1) + 1 = ' + extent) + '.');
  }
  var room = padded - extent;
  var quotient = ceilMode ? Math.ceil(room / stride) : Math.floor(room / stride);
  var steps = Math.trunc(room / stride);
  /* Rounding up drops a last window that would start in the padding behind the input. */
  if (ceilMode && room > 0 && room % stride !== 0 && (steps + 1) * stride < input + padBefore) steps++;
  var end = steps * stride + extent;
  return {
    input: input, kernel: kernel, stride: stride, padBefore: padBefore, padAfter: padAfter,
    dilation: dilation, ceilMode: ceilMode, extent: extent, padded: padded, room: room,
    quotient: quotient, output: steps + 1, unused: Math.max(0, padded - end),
    overhang: Math.max(0, end - padded)
  };
}

/* Padding in numbers, or by a rule: 'same' or 'full'. */
function paddingOf(rule, input, extent, stride) {
  if (rule === 'full') return [extent - 1, extent - 1];
  if (rule !== 'same') return rule;
  var output = Math.ceil(input / stride);
  var total = Math.max(0, (output - 1) * stride + extent - input);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
}
