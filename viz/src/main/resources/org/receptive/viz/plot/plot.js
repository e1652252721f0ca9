/* Puts the interactive form in the place of every still plot of the page. Runs any number of times. */
(function () {
  'use strict';
  document.querySelectorAll('[data-receptive-plot]:not([data-receptive-ready])').forEach(
    function (root) {
      root.setAttribute('data-receptive-ready', '');
      var figure = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
      var still = root.querySelector('figure');
      var image = still.querySelector('img');
      var place = document.createElement('div');
      place.style.cssText = 'max-width:100%;width:' + (figure.layout.width || 720) + 'px';
      still.insertBefore(place, image);
      image.style.display = 'none';
      delete figure.layout.width;
      window.ReceptivePlotly.newPlot(place, figure.data, figure.layout,
        {responsive: true, displaylogo: false});
    });
})();
