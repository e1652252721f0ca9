// Notes when the mouse moved a slider, and when the picture that follows is decoded and painted.
// Times are the page's own, in milliseconds.
(() => {
  const probe = { moved: 0, seen: '', decoded: [], painted: [], pictures: 0, last: 0 };
  window.probe = probe;

  const picture = () => document.querySelector('.jp-OutputArea .widget-vbox figure img');

  const afterPaint = action => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = action;
      channel.port2.postMessage(0);
    });
  };

  const arrived = async image => {
    probe.seen = image.src;
    const moved = probe.moved;
    await image.decode();
    const decoded = performance.now();
    afterPaint(() => {
      const painted = performance.now();
      probe.pictures += 1;
      probe.last = painted;
      if (moved > 0) {
        probe.decoded.push(decoded - moved);
        probe.painted.push(painted - moved);
      }
    });
  };

  addEventListener('pointermove', event => {
    if (event.buttons > 0) {
      probe.moved = event.timeStamp;
    }
  }, true);

  new MutationObserver(() => {
    const image = picture();
    if (image && image.src !== probe.seen) {
      arrived(image).catch(() => {});
    }
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['src'] });
})();
