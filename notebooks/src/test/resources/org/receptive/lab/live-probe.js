// Notes when the mouse moved a slider, and when the picture that follows is decoded and painted.
// Times are the page's own, in milliseconds. Whoever waits does so by promises: looking at every
// frame whether it is time would itself be work for the page.
(() => {
  const probe = { moved: 0, seen: '', decoded: [], painted: [], pictures: 0, last: 0, alt: '', early: 0, busy: 0 };
  window.probe = probe;

  const PATIENCE = 60000;
  let waiting = [];

  /** Resolves when a picture has been painted and the condition holds; a minute is too late. */
  probe.until = condition => new Promise((resolve, reject) => {
    if (condition()) {
      resolve();
    } else {
      waiting.push({ condition, resolve });
      setTimeout(() => reject(new Error(`within a minute not so: ${condition}; the last picture shows ${probe.alt}`)), PATIENCE);
    }
  });

  const tell = () => {
    waiting = waiting.filter(({ condition, resolve }) => !condition() || resolve());
  };

  /** Forgets the times of earlier moves. */
  probe.clear = () => {
    Object.assign(probe, { moved: 0, decoded: [], painted: [], pictures: 0, alt: '' });
  };

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
    await image.decode();
    const decoded = performance.now();
    afterPaint(() => {
      const painted = performance.now();
      probe.pictures += 1;
      probe.last = painted;
      probe.alt = image.alt;
      // The mouse's own event comes with the frame, and thus before this, at the latest.
      const { moved } = probe;
      if (moved > 0) {
        probe.decoded.push(decoded - moved);
        probe.painted.push(painted - moved);
      }
      tell();
    });
  };

  // The time of the mouse's own event is when the mouse moved; that of one made by a script is when it was made.
  let byScript = false;
  addEventListener('mousemove', event => {
    if (event.buttons > 0 && event.isTrusted !== byScript) {
      probe.moved = event.timeStamp;
    } else if (event.buttons > 0) {
      probe.early += 1;
    }
  }, true);

  // How often the page says that the kernel is busy.
  let busy = false;
  const status = document.querySelector('#jp-main-statusbar');
  new MutationObserver(() => {
    const now = status.textContent.includes('Busy');
    probe.busy += now && !busy;
    busy = now;
  }).observe(status, { childList: true, subtree: true, characterData: true });

  new MutationObserver(() => {
    const image = picture();
    if (image && image.src !== probe.seen) {
      arrived(image).catch(() => {});
    }
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['src'] });

  // What the page and the kernel say to each other about widgets.
  const traffic = { sent: 0, open: new Set(), most: 0 };
  const text = data =>
    typeof data === 'string' ? data : new TextDecoder().decode(data.buffer ?? data);
  const hear = event => {
    const said = text(event.data);
    if (traffic.open.size > 0 && said.includes('"execution_state":"idle"')) {
      traffic.open.forEach(id => said.includes(id) && traffic.open.delete(id));
    }
  };
  const heard = new WeakSet();
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener('message', hear);
    }
    const said = text(data);
    const id = /"msg_id":"([^"]+)"/.exec(said);
    if (id && said.includes('"comm_msg"')) {
      traffic.sent += 1;
      traffic.open.add(id[1]);
      traffic.most = Math.max(traffic.most, traffic.open.size);
    }
    return send.call(this, data);
  };

  /**
   * Drags a slider from within the page, so many moves at so many a second, to random places and at
   * last to the right end; then waits for the picture that has the words, and for all answers.
   */
  probe.stream = async (slider, moves, perSecond, words) => {
    const handle = slider.querySelector('.noUi-handle');
    const track = slider.querySelector('.noUi-base').getBoundingClientRect();
    const grip = handle.getBoundingClientRect();
    const held = (grip.left + grip.width / 2 - track.left) / track.width;
    const point = (target, type, share, buttons) =>
      target.dispatchEvent(new MouseEvent(type, {
        bubbles: true, cancelable: true, view: window, buttons,
        clientX: track.left + track.width * share, clientY: track.top + track.height / 2
      }));
    probe.clear();
    Object.assign(traffic, { sent: 0, most: 0 });
    byScript = true;
    point(handle, 'mousedown', held, 1);
    const begin = performance.now();
    await new Promise(done => {
      let moved = 0;
      const timer = setInterval(() => {
        const due = Math.min(moves, (performance.now() - begin) * perSecond / 1000);
        for (; moved < due; moved++) {
          point(document.documentElement, 'mousemove', moved === moves - 1 ? 1 : Math.random() * 0.9, 1);
        }
        if (moved === moves) {
          clearInterval(timer);
          done();
        }
      }, 4);
    });
    const seconds = (performance.now() - begin) / 1000;
    const { sent } = traffic;
    await probe.until(() => probe.alt.includes(words));
    const lag = probe.last - probe.moved;
    const { pictures } = probe;
    await new Promise(settled => setTimeout(settled, 500));
    point(document.documentElement, 'mouseup', 1, 0);
    byScript = false;
    return {
      moves: moves / seconds,
      messages: sent / seconds,
      pictures: pictures / seconds,
      lag,
      most: traffic.most,
      unanswered: traffic.open.size,
      last: probe.alt
    };
  };
})();
