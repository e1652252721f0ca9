/**
 * Browsers keep the mouse's moves until they draw the next frame. Here a slider that is dragged
 * hears of them at once, half a frame sooner in the mean; its picture comes as much sooner. Where
 * the browser has no such events (they need a page from localhost or by https), nothing changes.
 */
function follow(pressed) {
  if (pressed.pointerType !== 'mouse' || !pressed.target.closest?.('.noUi-handle')) {
    return;
  }
  const listening = new AbortController();
  const { signal } = listening;
  const pass = raw => {
    raw.target.dispatchEvent(
      new MouseEvent('mousemove', {
        bubbles: true,
        cancelable: true,
        view: window,
        buttons: raw.buttons,
        clientX: raw.clientX,
        clientY: raw.clientY
      })
    );
    // Outside the window the button may have been let go unheard.
    if (raw.buttons === 0) {
      listening.abort();
    }
  };
  addEventListener('pointerrawupdate', pass, { signal });
  for (const end of ['pointerup', 'pointercancel', 'blur']) {
    addEventListener(end, () => listening.abort(), { signal });
  }
}

/** Sliders that follow the mouse, not the frames. */
export const sliders = {
  id: 'receptive:sliders',
  description: 'Tells a slider of the mouse at once.',
  autoStart: true,
  activate: () => addEventListener('pointerdown', follow, true)
};
